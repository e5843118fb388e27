#pragma once

#include <string>
#include <vector>

#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/task.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// Sway of the middle of the hips and of the head (middle of the ears, else the nose) in the
/// picture over the standing passes; over all in which the person does not walk if there is none.
/// Path: sum of the ways from picture to picture of the smoothed point. Area: ellipse that holds 95
/// % of the places, pi 5.991 sqrt(det of their covariance) (Schubert & Kirchner 2014, Gait Posture
/// 39:518). Nothing for a point that is seen for less than 5 s. Body heights; `height_m` per body
/// height if known.
std::vector<Sway> balance(const LandmarkTracks& tracks, const std::vector<PassGeometry>& passes,
                          std::optional<double> height_m);

/// Why there is no sway; a sentence.
std::string no_balance_reason(const std::vector<PassGeometry>& passes);

}  // namespace securepose::kinematics
