#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "securepose/covering/painter.h"
#include "securepose/covering/regions.h"
#include "securepose/observation/observations.h"
#include "securepose/pipeline/track_colours.h"

namespace securepose::pipeline {

/// Frames that are written as one piece of video.
struct Segment {
  base::FrameIndex first_frame = 0;
  base::FrameIndex last_frame = 0;  ///< inclusive
  /// Names everything that the piece's pixels depend on, so a finished piece whose name is still
  /// wanted is still right.
  std::filesystem::path file;
};

/// A piece holds about this much, so that a kill or a correction costs little.
inline constexpr double kSegmentDuration_s = 10;

/// What paints the pieces, apart from the regions.
struct SegmentLook {
  /// Identifies the source video, the program and the encoder's options.
  std::string key;
  covering::Fill fill;
  TrackColours track_colours;
};

/// Divides a clip into pieces by presentation time.
/// @param frames  of the plan; those of an unreadable frame must cover everything
/// @param folder  where the pieces lie
std::vector<Segment> plan_segments(const observation::ClipObservations& clip,
                                   const covering::CoverPlan& plan, const SegmentLook& look,
                                   const std::filesystem::path& folder);

}  // namespace securepose::pipeline
