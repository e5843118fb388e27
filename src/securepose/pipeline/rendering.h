#pragma once

#include <filesystem>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/media/video_writer.h"
#include "securepose/pipeline/progress.h"
#include "securepose/pipeline/segment_plan.h"

namespace securepose::pipeline {

struct RenderRequest {
  std::filesystem::path video;
  media::Turns turns;  ///< see media::VideoReader
  /// Holds the pieces; covered pixels only. Pieces that are no longer wanted are deleted.
  std::filesystem::path folder;
  SegmentLook look;
  media::EncodeOptions encode;
};

/// Pass 2: covers, encodes and stores every piece of the clip that is not there yet. Pieces that
/// an interrupted run or an earlier rendering left are kept if nothing in them would change, so
/// after a change of the plan only the affected pieces are made again.
/// @return all pieces, in order
/// @throws base::Error(kInterrupted) when cancelled; finished pieces stay.
/// base::Error(kInput) if the video is not the one that was analysed.
std::vector<Segment> render(const RenderRequest& request, const observation::ClipObservations& clip,
                            const covering::CoverPlan& plan, const base::Cancellation& cancellation,
                            const Listener& listener);

}  // namespace securepose::pipeline
