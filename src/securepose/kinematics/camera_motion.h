#pragma once

#include <vector>

#include "securepose/kinematics/landmark_tracks.h"

namespace securepose::kinematics {

/// How fast the floor moves through the picture to the right, in px/s, at every sample: 0 for a
/// camera that stands, otherwise what a camera that follows the person, a hand that holds it or a
/// belt makes of it. The velocity that toes (ankles where a set has none) have most often within
/// 0.8 s on either side, because a foot in stance moves with the floor: mean of the densest 30 %
/// of their velocities over 0.1 s (the shorth, Andrews et al. 1972). Slower than 0.12 body heights
/// per second is jitter and counts as 0, and so does a velocity by which the person would go
/// against the direction of the feet: that is a swing's.
/// @param height_px  the person's typical stature in the picture
std::vector<double> floor_velocities_px_s(const LandmarkTracks& tracks, double height_px);

/// Mean of the values in the shortest interval that holds 30 % of them; 0 if there are none.
double densest_mean(std::vector<double> values);

}  // namespace securepose::kinematics
