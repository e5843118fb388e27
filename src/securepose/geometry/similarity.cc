#include "securepose/geometry/similarity.h"

#include <cmath>
#include <numbers>

namespace securepose::geometry {

Similarity::Similarity(double scale, double angle_rad, Point shift)
    : scale_(scale), cos_(std::cos(angle_rad)), sin_(std::sin(angle_rad)), shift_(shift) {}

Similarity Similarity::crop_from_image(const RotatedSquare& square, double crop_side_px) {
  const double angle_rad = -square.angle_deg * std::numbers::pi / 180;
  Similarity turn(crop_side_px / square.side_px, angle_rad, {});
  turn.shift_ = Point{crop_side_px / 2, crop_side_px / 2} - turn(square.center);
  return turn;
}

Point Similarity::operator()(Point a) const {
  return {scale_ * (cos_ * a.x_px - sin_ * a.y_px) + shift_.x_px,
          scale_ * (sin_ * a.x_px + cos_ * a.y_px) + shift_.y_px};
}

Similarity Similarity::inverse() const {
  Similarity back(1 / scale_, std::atan2(-sin_, cos_), {});
  back.shift_ = Point{} - back(shift_);
  return back;
}

cv::Matx23d Similarity::for_opencv() const {
  // A pixel centre c in our convention is c - 0.5 in OpenCV's, on both sides.
  const Point half = (*this)({0.5, 0.5}) - Point{0.5, 0.5};
  return {scale_ * cos_, -scale_ * sin_, half.x_px, scale_ * sin_, scale_ * cos_, half.y_px};
}

}  // namespace securepose::geometry
