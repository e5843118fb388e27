#include "securepose/geometry/quarter_turn.h"

#include <algorithm>
#include <cassert>
#include <opencv2/core.hpp>

namespace securepose::geometry {

cv::Mat turned(const cv::Mat& picture, int turn_deg) {
  if (turn_deg == 0) return picture;
  cv::Mat result;
  cv::rotate(picture, result,
             turn_deg == 90    ? cv::ROTATE_90_CLOCKWISE
             : turn_deg == 180 ? cv::ROTATE_180
                               : cv::ROTATE_90_COUNTERCLOCKWISE);
  return result;
}

RecordedFromTurned::RecordedFromTurned(int turn_deg, int width_px, int height_px)
    : turn_deg_(turn_deg), width_px_(width_px), height_px_(height_px) {
  assert(turn_deg == 0 || turn_deg == 90 || turn_deg == 180 || turn_deg == 270);
}

Point RecordedFromTurned::operator()(Point p) const {
  switch (turn_deg_) {
    case 90:  // recorded (x, y) stood at (height - y, x)
      return {p.y_px, height_px_ - p.x_px};
    case 180:
      return {width_px_ - p.x_px, height_px_ - p.y_px};
    case 270:  // recorded (x, y) stood at (y, width - x)
      return {width_px_ - p.y_px, p.x_px};
    default:
      return p;
  }
}

Box RecordedFromTurned::operator()(const Box& box) const {
  const Point a = (*this)(Point{box.x1_px, box.y1_px});
  const Point b = (*this)(Point{box.x2_px, box.y2_px});
  return {std::min(a.x_px, b.x_px), std::min(a.y_px, b.y_px), std::max(a.x_px, b.x_px),
          std::max(a.y_px, b.y_px)};
}

Ellipse RecordedFromTurned::operator()(Ellipse ellipse) const {
  ellipse.center = (*this)(ellipse.center);
  ellipse.angle_deg -= turn_deg_;
  return ellipse;
}

RotatedSquare RecordedFromTurned::operator()(RotatedSquare square) const {
  square.center = (*this)(square.center);
  square.angle_deg -= turn_deg_;
  return square;
}

}  // namespace securepose::geometry
