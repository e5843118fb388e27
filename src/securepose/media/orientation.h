#pragma once

#include <array>
#include <cstdint>
#include <opencv2/core/mat.hpp>

namespace securepose::media {

/// How a stored picture becomes an upright one: if `mirrored`, left and right are swapped first;
/// then it is turned clockwise.
struct Orientation {
  int clockwise_deg = 0;  ///< 0, 90, 180 or 270
  bool mirrored = false;
  friend bool operator==(const Orientation&, const Orientation&) = default;

  bool swaps_sides() const { return clockwise_deg % 180 != 0; }
};

/// Reads a display matrix as ISO/IEC 14496-12 defines it (nine numbers, row by row, the first two
/// columns in 16.16 fixed point): a stored point (x, y) is shown at (a x + c y, b x + d y). Turns
/// that are no multiple of 90 degrees are rounded to the nearest one; a degenerate matrix is none.
Orientation orientation_of(const std::array<std::int32_t, 9>& display_matrix);

/// Applies the orientation to a picture; returns the picture itself if nothing is to be done.
cv::Mat make_upright(const cv::Mat& stored, Orientation orientation);

}  // namespace securepose::media
