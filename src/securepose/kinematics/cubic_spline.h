#pragma once

#include <cstddef>
#include <vector>

namespace securepose::kinematics {

/// A twice continuously differentiable cubic through all points, without curvature at the ends.
class CubicSpline {
 public:
  /// @param x  strictly ascending, as many as `y`, at least 2
  CubicSpline(std::vector<double> x, std::vector<double> y);

  /// Values at `first`, `first + step`, ..., `count` of them, within the points' range.
  std::vector<double> sample(double first, double step, std::size_t count) const;

 private:
  std::vector<double> x_, y_;
  std::vector<double> curvature_;  ///< second derivative at each point
};

}  // namespace securepose::kinematics
