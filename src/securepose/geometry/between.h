#pragma once

#include "securepose/geometry/box.h"

namespace securepose::geometry {

/// What lies at a share of the way from `a` (0) to `b` (1), on a straight line.
constexpr double between(double a, double b, double share) { return a + share * (b - a); }

constexpr Point between(Point a, Point b, double share) { return a + share * (b - a); }

constexpr Box between(const Box& a, const Box& b, double share) {
  return {between(a.x1_px, b.x1_px, share), between(a.y1_px, b.y1_px, share),
          between(a.x2_px, b.x2_px, share), between(a.y2_px, b.y2_px, share)};
}

}  // namespace securepose::geometry
