#include "securepose/kinematics/kalman_smoother.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace securepose::kinematics {
namespace {

constexpr double kPi = std::numbers::pi;

/// Amplitude that is left of a wave of 100, away from the ends.
double amplitude(double frequency_hz, double cutoff_hz, double rate_hz, double jitter_share = 0) {
  std::vector<double> time_s, wave;
  for (int i = 0; i < static_cast<int>(20 * rate_hz); ++i) {
    time_s.push_back((i + jitter_share * (i % 3 - 1)) / rate_hz);
    wave.push_back(100 * std::sin(2 * kPi * frequency_hz * time_s.back()));
  }
  const std::vector<double> smooth = smooth_by_kalman(time_s, wave, cutoff_hz);
  double squares = 0, count = 0;
  for (std::size_t i = wave.size() / 4; i < wave.size() * 3 / 4; ++i, count += 1)
    squares += smooth[i] * smooth[i];
  return std::sqrt(2 * squares / count);
}

TEST(KalmanSmoother, CutoffIsTheTrueOne) {
  for (const double rate_hz : {30.0, 60.0, 120.0})
    EXPECT_NEAR(amplitude(4, 4, rate_hz), 100 / std::numbers::sqrt2, 3) << rate_hz;
  EXPECT_NEAR(amplitude(4, 4, 60, 0.3), 100 / std::numbers::sqrt2, 4);
}

TEST(KalmanSmoother, KeepsSlowAndDropsFastMovement) {
  EXPECT_NEAR(amplitude(1, 6, 60), 100, 0.5);
  EXPECT_LT(amplitude(15, 6, 60), 2);
}

TEST(KalmanSmoother, ParabolasStayToTheEnds) {
  std::vector<double> time_s, path;
  for (int i = 0; i < 40; ++i) {
    time_s.push_back(i / 30.0);
    path.push_back(300 + 50 * time_s.back() - 80 * time_s.back() * time_s.back());
  }
  const std::vector<double> smooth = smooth_by_kalman(time_s, path, 6);
  for (std::size_t i = 0; i < path.size(); ++i) EXPECT_NEAR(smooth[i], path[i], 1e-3) << i;
}

TEST(KalmanSmoother, FewValuesStayAsTheyAre) {
  const std::vector<double> three = {1, 5, 2};
  EXPECT_EQ(smooth_by_kalman({0, 1, 2}, three, 6), three);
}

}  // namespace
}  // namespace securepose::kinematics
