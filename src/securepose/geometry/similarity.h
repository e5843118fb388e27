#pragma once

#include <opencv2/core/matx.hpp>

#include "securepose/geometry/point.h"

namespace securepose::geometry {

/// A square region of a video frame, turned by an angle, that a network looks at.
struct RotatedSquare {
  Point center;
  double side_px = 0;
  /// Positive turns the crop's x axis from the frame's x towards its y (clockwise as seen).
  double angle_deg = 0;
};

/// Rotation, uniform scale and shift between two pixel frames with the convention of Point:
/// b = scale * R(angle) * a + shift.
class Similarity {
 public:
  Similarity() = default;
  Similarity(double scale, double angle_rad, Point shift);

  /// Takes the frame's coordinates to those of a `side_px`-sized square picture of `square`.
  static Similarity crop_from_image(const RotatedSquare& square, double crop_side_px);

  Point operator()(Point a) const;
  Similarity inverse() const;
  double scale() const { return scale_; }

  /// The same mapping for OpenCV's warpAffine (with WARP_INVERSE_MAP unset), whose pixel centres
  /// are whole numbers.
  cv::Matx23d for_opencv() const;

 private:
  double scale_ = 1;
  double cos_ = 1;
  double sin_ = 0;
  Point shift_;
};

}  // namespace securepose::geometry
