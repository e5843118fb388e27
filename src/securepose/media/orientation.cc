#include "securepose/media/orientation.h"

#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

namespace securepose::media {

Orientation orientation_of(const std::array<std::int32_t, 9>& display_matrix) {
  const double a = display_matrix[0];
  const double b = display_matrix[1];
  const double c = display_matrix[3];
  const double d = display_matrix[4];
  const double determinant = a * d - b * c;
  if (determinant == 0) return {};
  Orientation result;
  result.mirrored = determinant < 0;
  // The stored x axis is shown along (a, b), or along its opposite once left and right have been
  // swapped. With y downwards that angle is the clockwise turn.
  const double sign = result.mirrored ? -1 : 1;
  const double turn_deg = std::atan2(sign * b, sign * a) * 180 / std::numbers::pi;
  const int quarters = static_cast<int>(std::lround(turn_deg / 90));
  result.clockwise_deg = ((quarters % 4 + 4) % 4) * 90;
  return result;
}

cv::Mat make_upright(const cv::Mat& stored, Orientation orientation) {
  cv::Mat upright = stored;
  if (orientation.mirrored) {
    cv::Mat flipped;
    cv::flip(upright, flipped, 1);
    upright = flipped;
  }
  cv::Mat turned;
  switch (orientation.clockwise_deg) {
    case 90:
      cv::rotate(upright, turned, cv::ROTATE_90_CLOCKWISE);
      return turned;
    case 180:
      cv::rotate(upright, turned, cv::ROTATE_180);
      return turned;
    case 270:
      cv::rotate(upright, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
      return turned;
    default:
      return upright;
  }
}

}  // namespace securepose::media
