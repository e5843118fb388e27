#pragma once

#include "securepose/geometry/box.h"

namespace securepose::geometry {

/// A filled ellipse in a video frame. With angle 0 the radius rx lies along x and ry along y; a
/// positive angle turns x towards y (clockwise as seen, because y points down).
struct Ellipse {
  Point center;
  double rx_px = 0;
  double ry_px = 0;
  double angle_deg = 0;

  bool contains(Point p) const;
  /// The smallest upright box that holds the ellipse.
  Box bounds() const;
  /// The ellipse with both radii multiplied.
  Ellipse scaled(double factor) const;
  double area_px2() const;
};

/// Share of a part's area that lies in a whole, 0 to 1, by a grid of points.
double share_inside(const Ellipse& part, const Ellipse& whole);

/// The ellipse that touches the four sides of a box.
Ellipse inscribed(const Box& box);

}  // namespace securepose::geometry
