#include "securepose/kinematics/gcv_spline.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace securepose::kinematics {
namespace {

constexpr double kPi = std::numbers::pi;

struct Series {
  std::vector<double> time_s, truth, seen;
};

Series wave(double frequency_hz, double noise, double rate_hz = 60, double lasts_s = 8) {
  std::mt19937_64 engine(3);
  std::normal_distribution<double> normal;
  Series s;
  for (double t = 0; t < lasts_s; t += 1 / rate_hz) {
    s.time_s.push_back(t);
    s.truth.push_back(100 * std::sin(2 * kPi * frequency_hz * t));
    s.seen.push_back(s.truth.back() + noise * normal(engine));
  }
  return s;
}

double rmse(const std::vector<double>& a, const std::vector<double>& b) {
  double squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) squares += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(squares / static_cast<double>(a.size()));
}

TEST(GcvSpline, FindsTheRightStrengthByItself) {
  const Series s = wave(1, 4);
  const GcvSmoothed smooth = smooth_by_gcv(s.time_s, s.seen);
  EXPECT_LT(rmse(smooth.values, s.truth), 0.5 * rmse(s.seen, s.truth));
  for (const double cutoff_hz : {smooth.cutoff_hz / 2.5, smooth.cutoff_hz * 2.5})
    EXPECT_LT(rmse(smooth.values, s.truth),
              rmse(smoothing_spline(s.time_s, s.seen, cutoff_hz), s.truth));
}

TEST(GcvSpline, FasterMovementNeedsAHigherCutoff) {
  const Series slow = wave(0.5, 4), fast = wave(5, 4);
  EXPECT_LT(2 * smooth_by_gcv(slow.time_s, slow.seen).cutoff_hz,
            smooth_by_gcv(fast.time_s, fast.seen).cutoff_hz);
}

TEST(GcvSpline, CutoffIsWhereTheGainIsMinusThreeDecibels) {
  for (const double rate_hz : {30.0, 60.0, 120.0}) {
    const Series s = wave(3, 0, rate_hz, 20);
    const std::vector<double> smooth = smoothing_spline(s.time_s, s.seen, 3);
    const std::size_t middle = smooth.size() / 2;
    double squares = 0, count = 0;
    for (std::size_t i = middle - 5 * static_cast<std::size_t>(rate_hz);
         i < middle + 5 * static_cast<std::size_t>(rate_hz); ++i) {
      squares += smooth[i] * smooth[i];
      count += 1;
    }
    EXPECT_NEAR(std::sqrt(2 * squares / count), 100 / std::numbers::sqrt2, 1.5) << rate_hz;
  }
}

TEST(GcvSpline, StraightLinesStayAndUnevenTimesAreHeeded) {
  std::vector<double> time_s, line;
  for (int i = 0; i < 60; ++i) {
    time_s.push_back(0.033 * i + (i % 3 == 0 ? 0.012 : 0.0));
    line.push_back(7 + 20 * time_s.back());
  }
  const std::vector<double> smooth = smoothing_spline(time_s, line, 2);
  for (std::size_t i = 0; i < line.size(); ++i) EXPECT_NEAR(smooth[i], line[i], 1e-6);
}

TEST(GcvSpline, FewValuesStayAsTheyAre) {
  const std::vector<double> four = {1, 5, 2, 8};
  EXPECT_EQ(smooth_by_gcv({0, 1, 2, 3}, four).values, four);
}

}  // namespace
}  // namespace securepose::kinematics
