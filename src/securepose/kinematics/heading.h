#pragma once

#include <vector>

#include "securepose/kinematics/body_size.h"
#include "securepose/kinematics/landmark_tracks.h"

namespace securepose::kinematics {

/// Which way the hips go at one sample, in body heights per second.
struct Heading {
  bool known = false;
  double sideways = 0;  ///< to the right of the picture
  double away = 0;      ///< from the camera, from the size of the trunk

  double speed() const;
};

/// Slope over a window of one second around every sample (a step's sway averages out).
/// @param height_px  the person's typical stature in the picture
std::vector<Heading> headings(const LandmarkTracks& tracks, double height_px);

/// Focal length of a phone's main camera in pixels: 0.8 of the picture's longer side (26 mm
/// equivalent, slightly cropped for steadying: 26/36 / 0.9). Without the picture's size: 3.3 times
/// the person's height in it, a person who takes half of its height.
double assumed_focal_px(const LandmarkTracks& tracks, double height_px);

}  // namespace securepose::kinematics
