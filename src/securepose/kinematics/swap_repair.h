#pragma once

#include <cstddef>

#include "securepose/kinematics/landmark_tracks.h"

namespace securepose::kinematics {

/// Costs are in units of one point of one side that jumps clean off its path (cost 1).
struct SwapOptions {
  /// Price of every change between right and swapped. One swapped leg of four points in and out
  /// costs the path about 16, so 1.5 each way leaves noise no gain. Chosen by us; the tests'
  /// walkers with 1 to 10 swapped frames, and those without any, guard it.
  double change_cost = 1.5;
  /// Price of one second in the swapped state: estimators are right far more often than wrong.
  double swapped_cost_per_s = 1.0;
  /// What a point's path may deviate from a straight line: its jitter, as a share of the leg's
  /// length (2 % is under 2 cm for an adult) ...
  double jitter_share_of_leg = 0.02;
  /// ... and the acceleration of a foot in gait, in leg lengths per second squared (Winter 2009
  /// table A.3: up to about 30 m/s^2 at the ankle).
  double acceleration_legs_per_s2 = 35;
  /// Where landmarks jitter more, the tolerance is this often the median of what the paths bend
  /// from one sample to the next, so that jitter alone stays cheap.
  double jitter_multiple = 2.5;
};

/// Finds the stretches in which an estimator took left for right and swaps them back: first whole
/// legs, then feet alone, then whole arms, then forearms alone. For each, the labelling of all
/// frames of a shot is chosen at once (Viterbi) so that the paths of all points together bend
/// least. Works while legs cross, because it looks at where points are going and not where they
/// are.
/// @return the number of samples in which something was swapped back
std::size_t mend_swaps(LandmarkTracks& tracks, const SwapOptions& options);

}  // namespace securepose::kinematics
