#pragma once

#include <opencv2/core/mat.hpp>

#include "securepose/geometry/box.h"
#include "securepose/geometry/ellipse.h"
#include "securepose/geometry/point.h"
#include "securepose/geometry/similarity.h"

namespace securepose::geometry {

/// A picture turned clockwise by 0, 90, 180 or 270 degrees. 0 shares the pixels.
cv::Mat turned(const cv::Mat& picture, int turn_deg);

/// Maps pixels of a picture that was turned clockwise to those of the picture before.
class RecordedFromTurned {
 public:
  /// @param turn_deg  0, 90, 180 or 270, clockwise
  /// @param width_px  of the picture before it was turned; so is height_px
  RecordedFromTurned(int turn_deg, int width_px, int height_px);

  int turn_deg() const { return turn_deg_; }
  Point operator()(Point p) const;
  Box operator()(const Box& box) const;
  Ellipse operator()(Ellipse ellipse) const;
  RotatedSquare operator()(RotatedSquare square) const;

 private:
  int turn_deg_;
  double width_px_;
  double height_px_;
};

}  // namespace securepose::geometry
