#pragma once

#include "securepose/observation/observations.h"

namespace securepose::testing {

/// A person who stands upright facing the camera, for tests that place people by hand.
struct StandingPerson {
  geometry::Point feet;
  double height_px = 400;
  /// Which colour the clothes have, 0 to observation::kAppearancePartBins - 1.
  std::size_t colour = 0;
  double score = 0.8;
  double presence = 0.98;
};

/// What all networks together see of the person, without noise: MoveNet's points, BlazePose's
/// landmarks, a box, one colour of trunk and thighs.
observation::PersonObservation observed(const StandingPerson& person);

/// The person's face as a detector draws it.
observation::FaceObservation observed_face(const StandingPerson& person, double score);

/// A face of a given height anywhere.
observation::FaceObservation observed_face(geometry::Point center, double height_px, double score);

/// A clip of so many empty frames.
observation::ClipObservations empty_clip(std::size_t frames, double fps, int width_px = 1280,
                                         int height_px = 720);

}  // namespace securepose::testing
