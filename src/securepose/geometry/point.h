#pragma once

#include <cmath>

namespace securepose::geometry {

/// A place or an offset in an upright video frame, in pixels. x points right, y points down. The
/// frame's top left corner is (0, 0), so the centre of its first pixel is (0.5, 0.5).
struct Point {
  double x_px = 0;
  double y_px = 0;

  friend constexpr Point operator+(Point a, Point b) { return {a.x_px + b.x_px, a.y_px + b.y_px}; }
  friend constexpr Point operator-(Point a, Point b) { return {a.x_px - b.x_px, a.y_px - b.y_px}; }
  friend constexpr Point operator*(double s, Point a) { return {s * a.x_px, s * a.y_px}; }
  friend constexpr bool operator==(Point, Point) = default;
};

inline double norm_px(Point a) { return std::hypot(a.x_px, a.y_px); }
inline double distance_px(Point a, Point b) { return norm_px(a - b); }
constexpr double dot(Point a, Point b) { return a.x_px * b.x_px + a.y_px * b.y_px; }

}  // namespace securepose::geometry
