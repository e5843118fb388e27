#pragma once

#include <vector>

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/landmark_series.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// Every angle of angle_definitions() at every sample: where its landmarks are known and the pass's
/// view looks at its plane. A column without any value says why.
/// @param floor_slope_deg  clockwise slope of the floor in the picture, taken off before any angle
AngleTable joint_angles(const LandmarkTracks& tracks, const LandmarkSeries& series,
                        const std::vector<PassGeometry>& passes, double floor_slope_deg);

}  // namespace securepose::kinematics
