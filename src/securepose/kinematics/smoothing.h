#pragma once

#include <string>
#include <vector>

#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/measure.h"
#include "securepose/kinematics/movement_options.h"

namespace securepose::kinematics {

/// The even grid on which a clip's filters run.
struct TimeGrid {
  double rate_hz = 0;
  bool even = true;  ///< the presentation times are even themselves; nothing is resampled
};

/// Times are even if every interval is within 15 % of the median (containers round to
/// milliseconds). Otherwise the grid has the rate of the shorter intervals (10th percentile).
TimeGrid grid_of(const LandmarkTracks& tracks);

/// Smooths every landmark over each run of samples without a gap, at true presentation times.
/// Runs that are too short for the filter stay as they are. If the rate is too low for the cut-off
/// nothing is smoothed and a note says so.
FilterFacts smooth(LandmarkTracks& tracks, const MovementOptions& options,
                   std::vector<std::string>& notes);

/// Smooths one quantity over the whole time, which must be known at every sample.
/// @param cutoff_hz  true -3 dB frequency; above the usable limit nothing is done
std::vector<double> low_pass(const std::vector<double>& time_s, const std::vector<double>& values,
                             const TimeGrid& grid, double cutoff_hz);

}  // namespace securepose::kinematics
