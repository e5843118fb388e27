#include "securepose/kinematics/kalman_smoother.h"

#include <Eigen/Dense>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace securepose::kinematics {

namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

/// What is known at one time: before and after its measurement.
struct Step {
  Vector3d predicted, filtered;
  Matrix3d predicted_spread, filtered_spread, transition;
};

Matrix3d transition_over(double dt) {
  Matrix3d f = Matrix3d::Identity();
  f(0, 1) = f(1, 2) = dt;
  f(0, 2) = dt * dt / 2;
  return f;
}

/// Spread that white jerk of unit density adds over dt.
Matrix3d jerk_over(double dt) {
  const double d2 = dt * dt, d3 = d2 * dt, d4 = d3 * dt, d5 = d4 * dt;
  Matrix3d q;
  q << d5 / 20, d4 / 8, d3 / 6, d4 / 8, d3 / 3, d2 / 2, d3 / 6, d2 / 2, dt;
  return q;
}

}  // namespace

std::vector<double> smooth_by_kalman(const std::vector<double>& time_s,
                                     const std::vector<double>& values, double cutoff_hz) {
  constexpr std::size_t kFewest = 4;
  const std::size_t n = values.size();
  if (n < kFewest) return values;
  const double w = 2 * std::numbers::pi * cutoff_hz;
  const double interval_s = (time_s.back() - time_s.front()) / static_cast<double>(n - 1);
  const double jerk = interval_s * std::pow(w, 6) / (std::numbers::sqrt2 - 1);
  constexpr double kUnknown = 1e8;  // against a measurement's spread of 1
  std::vector<Step> steps(n);
  Vector3d state(values.front(), 0, 0);
  Matrix3d spread = Vector3d(kUnknown, kUnknown * w * w, kUnknown * std::pow(w, 4)).asDiagonal();
  for (std::size_t i = 0; i < n; ++i) {
    Step& step = steps[i];
    if (i > 0) {
      const double dt = time_s[i] - time_s[i - 1];
      step.transition = transition_over(dt);
      state = step.transition * state;
      spread = step.transition * spread * step.transition.transpose() + jerk * jerk_over(dt);
    }
    step.predicted = state;
    step.predicted_spread = spread;
    const Vector3d gain = spread.col(0) / (spread(0, 0) + 1);
    state += gain * (values[i] - state[0]);
    const Matrix3d kept = Matrix3d::Identity() - gain * Vector3d::UnitX().transpose();
    spread = kept * spread * kept.transpose() + gain * gain.transpose();  // Joseph's form
    step.filtered = state;
    step.filtered_spread = spread;
  }
  std::vector<double> smooth(n);
  smooth[n - 1] = state[0];
  for (std::size_t i = n - 1; i-- > 0;) {
    const Step& next = steps[i + 1];
    const Matrix3d back =
        next.predicted_spread.ldlt().solve(next.transition * steps[i].filtered_spread).transpose();
    state = steps[i].filtered + back * (state - next.predicted);
    smooth[i] = state[0];
  }
  return smooth;
}

}  // namespace securepose::kinematics
