#pragma once

#include <cstddef>

#include "securepose/kinematics/landmark_tracks.h"

namespace securepose::kinematics {

struct GapOptions {
  /// Longest stretch of missing samples that is filled and reported (flagged); Stenum et al. 2021.
  double max_fill_s = 0.120;
  /// Longer ones up to this are filled only to give the filter a run without ends in the middle of
  /// a movement, and taken out again afterwards.
  double max_bridge_s = 0.300;
};

struct GapCounts {
  std::size_t filled_points = 0;
  std::size_t long_gaps =
      0;  ///< of hip, knee, ankle, heel or big toe, between points that are seen
};

/// Fills gaps of every landmark by a cubic that is fitted to what is seen within 0.15 s on either
/// side. The length of a gap is the time between the points around it less one frame's own time.
/// Nothing is filled before the first point, after the last, or across a cut.
GapCounts fill_gaps(LandmarkTracks& tracks, const GapOptions& options);

/// Takes bridged points out again.
void drop_bridges(LandmarkTracks& tracks);

}  // namespace securepose::kinematics
