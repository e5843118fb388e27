#pragma once

#include <cstddef>
#include <vector>

namespace securepose::kinematics {

/// A highest or lowest place of a curve.
struct TurningPoint {
  std::size_t index = 0;
  bool is_maximum = false;
};

/// The maxima and minima, in turn, between which a curve rises and falls by at least `least_swing`.
/// At either end of the curve, where only a part of a swing can be seen, `least_end_swing` is
/// enough. The ends themselves are never turning points.
std::vector<TurningPoint> turning_points(const std::vector<double>& values, double least_swing,
                                         double least_end_swing);

/// Position of the extremum near `index` below the sample: vertex of the parabola through it and
/// its neighbours. `index` itself at the ends.
double vertex_near(const std::vector<double>& values, std::size_t index);

}  // namespace securepose::kinematics
