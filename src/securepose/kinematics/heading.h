#pragma once

#include <optional>
#include <vector>

#include "securepose/kinematics/body_size.h"
#include "securepose/kinematics/landmark_tracks.h"

namespace securepose::kinematics {

/// Which way the hips go over the floor at one sample, in body heights per second.
struct Heading {
  bool known = false;
  double sideways = 0;  ///< to the right of the picture
  double away = 0;      ///< from the camera, from the size of the trunk
  /// How far the toes lie to the right of the heels, in body heights: mean of both feet over 0.25 s
  /// on either side. Nothing if they are not seen.
  std::optional<double> feet;
  /// Within a second of it the floor moves through the picture: a camera that follows, or a belt.
  bool floor_moves = false;

  double speed() const;
};

/// Slope over a window of one second around every sample (a step's sway averages out).
/// @param height_px  the person's typical stature in the picture
/// @param floor_px_s  velocity of the floor through the picture at each sample, see
/// floor_velocities_px_s(); none for a camera that stands
std::vector<Heading> headings(const LandmarkTracks& tracks, double height_px,
                              const std::vector<double>& floor_px_s = {});

/// Focal length of a phone's main camera in pixels: 0.8 of the picture's longer side (26 mm
/// equivalent, slightly cropped for steadying: 26/36 / 0.9). Without the picture's size: 3.3 times
/// the person's height in it, a person who takes half of its height.
double assumed_focal_px(const LandmarkTracks& tracks, double height_px);

}  // namespace securepose::kinematics
