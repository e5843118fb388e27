#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/pipeline/progress.h"
#include "securepose/report/report_data.h"
#include "securepose/tracking/observations.h"

namespace securepose::pipeline {

/// What was seen when the finished video was read from its first to its last frame.
struct FinishedVideo {
  /// Sentences; empty if frames, times, size and streams are as they must be.
  std::vector<std::string> faults;
  /// Small JPEG pictures, spread evenly over the clip.
  std::vector<report::CoveredPicture> pictures;
};

/// Reads the de-identified video back and compares it with what was analysed: number of frames,
/// presentation time of each (within half a tick of the file's clock), size, no sound unless it was
/// asked for. Takes the report's pictures on the way, so that they can come from nowhere else than
/// from the covered video.
FinishedVideo inspect_finished_video(const std::filesystem::path& video,
                                     const tracking::ClipObservations& clip, bool with_audio,
                                     std::size_t pictures, const base::Cancellation& cancellation,
                                     const Listener& listener);

/// Positions of `count` frames in the middles of equal parts of a clip; fewer if it is shorter.
std::vector<std::size_t> evenly_spread(std::size_t frames, std::size_t count);

}  // namespace securepose::pipeline
