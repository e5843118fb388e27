#pragma once

#include <opencv2/core/mat.hpp>

#include "securepose/geometry/point.h"

namespace securepose::testing {

/// A picture of a person for tests, drawn by the program itself: standing upright, seen from the
/// front, in shirt and trousers in front of a bright wall. CV_8UC3 in red, green, blue.
struct DrawnPerson {
  cv::Mat rgb;
  geometry::Point right_eye;  ///< the person's own right, on the picture's left
  geometry::Point left_eye;
  geometry::Point right_shoulder;
  geometry::Point left_shoulder;
  geometry::Point right_knee;
  geometry::Point left_knee;
};

/// @param scale  1 gives a picture of 640 x 640 with a person of 500 pixels
DrawnPerson draw_person(double scale);

}  // namespace securepose::testing
