#pragma once

#include <algorithm>

#include "securepose/geometry/point.h"

namespace securepose::geometry {

/// Upright rectangle in a video frame, corners in pixels; see Point for the convention.
struct Box {
  double x1_px = 0;
  double y1_px = 0;
  double x2_px = 0;
  double y2_px = 0;

  static constexpr Box around(Point center, double width_px, double height_px) {
    return {center.x_px - width_px / 2, center.y_px - height_px / 2, center.x_px + width_px / 2,
            center.y_px + height_px / 2};
  }

  constexpr double width_px() const { return x2_px - x1_px; }
  constexpr double height_px() const { return y2_px - y1_px; }
  constexpr bool empty() const { return !(x2_px > x1_px && y2_px > y1_px); }
  constexpr double area_px2() const { return empty() ? 0 : width_px() * height_px(); }
  constexpr Point center() const { return {(x1_px + x2_px) / 2, (y1_px + y2_px) / 2}; }
  constexpr bool contains(Point p) const {
    return p.x_px >= x1_px && p.x_px < x2_px && p.y_px >= y1_px && p.y_px < y2_px;
  }
  /// The box grown about its centre; 1 leaves it as it is.
  constexpr Box scaled(double factor) const {
    return around(center(), width_px() * factor, height_px() * factor);
  }
  friend constexpr bool operator==(const Box&, const Box&) = default;
};

constexpr Box intersection(const Box& a, const Box& b) {
  return {std::max(a.x1_px, b.x1_px), std::max(a.y1_px, b.y1_px), std::min(a.x2_px, b.x2_px),
          std::min(a.y2_px, b.y2_px)};
}

/// The smallest box that holds both.
constexpr Box hull(const Box& a, const Box& b) {
  return {std::min(a.x1_px, b.x1_px), std::min(a.y1_px, b.y1_px), std::max(a.x2_px, b.x2_px),
          std::max(a.y2_px, b.y2_px)};
}

/// Intersection over union, 0 to 1; 0 if either is empty.
constexpr double iou(const Box& a, const Box& b) {
  const double common = intersection(a, b).area_px2();
  const double all = a.area_px2() + b.area_px2() - common;
  return all > 0 ? common / all : 0;
}

/// Share of `part` that lies inside `whole`, 0 to 1; 0 if `part` is empty.
constexpr double share_inside(const Box& part, const Box& whole) {
  return part.empty() ? 0 : intersection(part, whole).area_px2() / part.area_px2();
}

}  // namespace securepose::geometry
