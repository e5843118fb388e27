#pragma once

#include <optional>

#include "securepose/geometry/point.h"

namespace securepose::observation {

/// The unit vector along `direction`; nothing if that is not longer than `at_least_px`, for then
/// noise decides where it points.
inline std::optional<geometry::Point> unit(geometry::Point direction, double at_least_px) {
  const double length_px = geometry::norm_px(direction);
  if (!(length_px > at_least_px) || length_px == 0) return std::nullopt;
  return (1 / length_px) * direction;
}

}  // namespace securepose::observation
