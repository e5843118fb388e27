#include "securepose/geometry/ellipse.h"

#include <cmath>
#include <numbers>

namespace securepose::geometry {
namespace {

constexpr double rad_from_deg(double deg) { return deg * std::numbers::pi / 180; }

}  // namespace

bool Ellipse::contains(Point p) const {
  if (!(rx_px > 0 && ry_px > 0)) return false;
  const double angle_rad = rad_from_deg(angle_deg);
  const Point d = p - center;
  const double u = d.x_px * std::cos(angle_rad) + d.y_px * std::sin(angle_rad);
  const double v = -d.x_px * std::sin(angle_rad) + d.y_px * std::cos(angle_rad);
  return (u / rx_px) * (u / rx_px) + (v / ry_px) * (v / ry_px) <= 1;
}

Box Ellipse::bounds() const {
  const double angle_rad = rad_from_deg(angle_deg);
  const double c = std::cos(angle_rad);
  const double s = std::sin(angle_rad);
  const double half_width_px = std::hypot(rx_px * c, ry_px * s);
  const double half_height_px = std::hypot(rx_px * s, ry_px * c);
  return Box::around(center, 2 * half_width_px, 2 * half_height_px);
}

Ellipse Ellipse::scaled(double factor) const {
  return {center, rx_px * factor, ry_px * factor, angle_deg};
}

double Ellipse::area_px2() const { return std::numbers::pi * rx_px * ry_px; }

double share_inside(const Ellipse& part, const Ellipse& whole) {
  constexpr int kGrid = 16;
  const Box box = part.bounds();
  int points = 0;
  int inside = 0;
  for (int row = 0; row < kGrid; ++row) {
    for (int column = 0; column < kGrid; ++column) {
      const Point p{box.x1_px + (column + 0.5) / kGrid * box.width_px(),
                    box.y1_px + (row + 0.5) / kGrid * box.height_px()};
      if (!part.contains(p)) continue;
      ++points;
      inside += whole.contains(p) ? 1 : 0;
    }
  }
  return points == 0 ? 0 : static_cast<double>(inside) / points;
}

Ellipse inscribed(const Box& box) {
  return {box.center(), box.width_px() / 2, box.height_px() / 2, 0};
}

}  // namespace securepose::geometry
