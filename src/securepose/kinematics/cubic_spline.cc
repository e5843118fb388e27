#include "securepose/kinematics/cubic_spline.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace securepose::kinematics {

CubicSpline::CubicSpline(std::vector<double> x, std::vector<double> y)
    : x_(std::move(x)), y_(std::move(y)), curvature_(x_.size(), 0.0) {
  assert(x_.size() >= 2 && x_.size() == y_.size());
  // Tridiagonal system for the second derivatives, solved by one sweep down and one up.
  const std::size_t n = x_.size();
  std::vector<double> above(n, 0.0);
  for (std::size_t i = 1; i + 1 < n; ++i) {
    const double h0 = x_[i] - x_[i - 1], h1 = x_[i + 1] - x_[i];
    const double right = 6 * ((y_[i + 1] - y_[i]) / h1 - (y_[i] - y_[i - 1]) / h0);
    const double pivot = 2 * (h0 + h1) - h0 * above[i - 1];
    above[i] = h1 / pivot;
    curvature_[i] = (right - h0 * curvature_[i - 1]) / pivot;
  }
  for (std::size_t i = n - 1; i-- > 1;) curvature_[i] -= above[i] * curvature_[i + 1];
}

std::vector<double> CubicSpline::sample(double first, double step, std::size_t count) const {
  std::vector<double> values;
  values.reserve(count);
  std::size_t i = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const double at = std::clamp(first + step * static_cast<double>(k), x_.front(), x_.back());
    while (i + 2 < x_.size() && x_[i + 1] < at) ++i;
    const double h = x_[i + 1] - x_[i];
    const double b = (at - x_[i]) / h;
    const double a = 1 - b;
    values.push_back(a * y_[i] + b * y_[i + 1] +
                     ((a * a * a - a) * curvature_[i] + (b * b * b - b) * curvature_[i + 1]) * h *
                         h / 6);
  }
  return values;
}

}  // namespace securepose::kinematics
