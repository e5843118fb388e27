#pragma once

#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/task.h"

namespace securepose::kinematics {

/// Finds every rise from a seat in the height of the hips above the ankles, from any view. Low and
/// high level are the 5th and 95th percentile; a rise goes from below 25 % to above 75 % of the way
/// between them, and lasts from leaving the lowest 10 % to reaching the highest 10 %, between the
/// pictures. The way must be 25 % of the leg's length, else nobody got up.
SitToStand sit_to_stand(const LandmarkTracks& tracks);

}  // namespace securepose::kinematics
