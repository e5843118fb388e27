#pragma once

#include <string>
#include <vector>

#include "securepose/kinematics/landmark_series.h"

namespace securepose::testing {

/// x, y and confidence of all points of a set, separated by commas; 0, 0, 0 where one is missing.
/// @param moved_px  added to every x
std::string pose_numbers(const kinematics::LandmarkSample& sample, kinematics::KeypointSet set,
                         double moved_px = 0);

/// A person as OpenPose writes one.
std::string openpose_person(const kinematics::LandmarkSample& sample, kinematics::KeypointSet set,
                            double moved_px = 0);

/// One frame as OpenPose writes it. @param people  each as openpose_person() gives it
std::string openpose_frame(const std::vector<std::string>& people);

}  // namespace securepose::testing
