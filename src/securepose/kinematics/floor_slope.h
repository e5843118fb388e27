#pragma once

#include <vector>

#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

struct FloorSlope {
  double slope_deg = 0;  ///< clockwise in the picture; 0 if it could not be determined
  bool determined = false;
};

/// How far the picture is turned against the floor, from walking seen from the side.
///
/// The places at which heels and toes rest lie on a line along the floor. A path that is not
/// exactly across the camera's view slopes as well, because things shrink with distance towards the
/// horizon: the line of the feet and the line of the neck then slope in opposite ways about the
/// horizon. Both slopes are taken and read off at the height of the horizon, which lies in the
/// middle of the picture for a camera that is held level (halfway between feet and neck if the
/// picture's size is not known). Slopes above 15 degrees are not believed.
FloorSlope floor_slope(const LandmarkTracks& tracks, const std::vector<PassGeometry>& passes);

}  // namespace securepose::kinematics
