#pragma once

#include <array>

#include "securepose/geometry/box.h"

namespace securepose::detection {

struct ScoredPoint {
  geometry::Point point;
  double score = 0;  ///< 0 to 1
};

/// A person as a detector sees it in one picture.
struct PersonDetection {
  geometry::Box box_px;
  double score = 0;  ///< 0 to 1
  /// COCO order: nose, left eye, right eye, left ear, right ear, left shoulder, right shoulder,
  /// left elbow, right elbow, left wrist, right wrist, left hip, right hip, left knee, right knee,
  /// left ankle, right ankle.
  std::array<ScoredPoint, 17> keypoints{};
};

}  // namespace securepose::detection
