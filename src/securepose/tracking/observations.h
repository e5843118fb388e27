#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/detection/face_detection.h"
#include "securepose/detection/person_detection.h"
#include "securepose/detection/scene_change.h"
#include "securepose/pose/pose_landmarks.h"

namespace securepose::tracking {

/// One person as all networks together see it in one frame.
struct PersonObservation {
  geometry::Box box_px;
  double score = 0;  ///< of the detector that proposed it, 0 to 1
  /// MoveNet's points, missing if another detector proposed the person.
  std::optional<detection::PersonDetection> movenet;
  /// BlazePose's landmarks, missing if its presence flag denied a person.
  std::optional<pose::PoseLandmarks> landmarks;
  /// Colours of the clothing: normalised histogram, empty if it could not be taken.
  std::vector<float> appearance;
};

/// All that the networks saw in one frame. No pixels.
struct FrameObservations {
  base::FrameIndex frame = 0;
  std::int64_t pts_ticks = 0;
  base::Timestamp time;
  bool readable = true;
  std::vector<PersonObservation> people;
  std::vector<detection::FaceDetection> faces;
  std::optional<detection::SceneChange> change;  ///< from the frame before; missing on the first
};

struct ClipObservations {
  int width_px = 0;
  int height_px = 0;
  std::vector<FrameObservations> frames;  ///< every frame of the clip, index == position
};

}  // namespace securepose::tracking
