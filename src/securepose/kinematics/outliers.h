#pragma once

#include <cstddef>

#include "securepose/kinematics/landmark_tracks.h"

namespace securepose::kinematics {

struct OutlierOptions {
  /// Half of the window in time. 0.1 s: three samples on either side at 30 per second, the window
  /// of Sports2D and Pose2Sim.
  double half_window_s = 0.1;
  /// Distance from the line in standard deviations (estimated by 1.4826 MAD) that makes an
  /// outlier. 3: Pearson 2002; 2, as others use, also hits the peaks of a good curve.
  double threshold_sigma = 3;
  /// What stands off by less, as a share of the person's leg length, is left to the filter. 0.06 is
  /// 5 cm for an adult: chosen by us, well above the jitter and below any jump to another limb.
  double least_share_of_leg = 0.06;
  /// The first and last two points of a run have no window around them. They are held against the
  /// line through the five points next to them; a foot's acceleration alone bends its path away
  /// from that line by up to 0.15 leg lengths at 30 per second.
  double least_end_share_of_leg = 0.2;
};

/// Hampel's identifier (Pearson 2002, IEEE Trans. Control Syst. Technol. 10:55-63) on both
/// coordinates of every landmark. A foot in swing moves by its own length within the window, which
/// would hide any outlier behind the spread of the window itself; distances are therefore taken
/// from a sturdy straight line through the neighbours in time instead of from their median. What is
/// found becomes missing and is marked as an outlier.
/// @return the number of points removed
std::size_t remove_outliers(LandmarkTracks& tracks, const OutlierOptions& options);

/// Median over all samples of hip-knee plus knee-ankle, the longer of both sides; 0 if no leg was
/// ever seen whole. The yardstick for tolerances, not a measurement.
double typical_leg_px(const LandmarkTracks& tracks);

}  // namespace securepose::kinematics
