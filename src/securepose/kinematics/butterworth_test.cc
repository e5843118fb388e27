#include "securepose/kinematics/butterworth.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace securepose::kinematics {
namespace {

std::vector<double> sine(double frequency_hz, double rate_hz, std::size_t n) {
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i)
    values[i] = std::sin(2 * std::numbers::pi * frequency_hz * static_cast<double>(i) / rate_hz);
  return values;
}

/// Amplitude in the middle, away from both ends.
double amplitude(const std::vector<double>& values) {
  double square = 0;
  const std::size_t begin = values.size() / 4;
  const std::size_t end = values.size() - begin;
  for (std::size_t i = begin; i < end; ++i) square += values[i] * values[i];
  return std::sqrt(2 * square / static_cast<double>(end - begin));
}

class TrueCutoff : public testing::TestWithParam<std::pair<double, double>> {};

TEST_P(TrueCutoff, HalvesThePowerThere) {
  const auto [cutoff_hz, rate_hz] = GetParam();
  const ZeroPhaseButterworth filter(cutoff_hz, rate_hz);
  EXPECT_NEAR(amplitude(filter.filter(sine(cutoff_hz, rate_hz, 4000))), 1 / std::numbers::sqrt2,
              0.002);
  EXPECT_GT(filter.nominal_cutoff_hz(), cutoff_hz);
}

INSTANTIATE_TEST_SUITE_P(Rates, TrueCutoff,
                         testing::Values(std::pair{6.0, 30.0}, std::pair{6.0, 59.94},
                                         std::pair{6.0, 240.0}, std::pair{1.0, 25.0},
                                         std::pair{12.0, 30.0}));

TEST(ZeroPhaseButterworth, NominalCutoffIsWintersAtHighRates) {
  EXPECT_NEAR(ZeroPhaseButterworth(6, 10000).nominal_cutoff_hz(), 6 / 0.8022, 0.01);
}

TEST(ZeroPhaseButterworth, LeavesAStraightLineAsItIs) {
  std::vector<double> line(40);
  for (std::size_t i = 0; i < line.size(); ++i) line[i] = 3.0 + 2.5 * static_cast<double>(i);
  const std::vector<double> filtered = ZeroPhaseButterworth(6, 30).filter(line);
  for (std::size_t i = 0; i < line.size(); ++i) EXPECT_NEAR(filtered[i], line[i], 1e-4);
}

TEST(ZeroPhaseButterworth, DoesNotShiftInTime) {
  std::vector<double> bump(121);
  for (std::size_t i = 0; i < bump.size(); ++i)
    bump[i] = std::exp(-0.5 * std::pow((static_cast<double>(i) - 60) / 4, 2));
  const std::vector<double> filtered = ZeroPhaseButterworth(6, 60).filter(bump);
  for (std::size_t i = 0; i < 60; ++i) EXPECT_NEAR(filtered[60 - i], filtered[60 + i], 1e-6);
}

TEST(ZeroPhaseButterworth, SameBackwards) {
  std::vector<double> values = sine(1.3, 30, 50);
  values[20] += 1;
  const ZeroPhaseButterworth filter(6, 30);
  std::vector<double> forwards = filter.filter(values);
  std::reverse(values.begin(), values.end());
  std::vector<double> backwards = filter.filter(values);
  std::reverse(backwards.begin(), backwards.end());
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(forwards[i], backwards[i], 1e-3);
}

TEST(ZeroPhaseButterworth, LeavesAFewValuesAsTheyAre) {
  const std::vector<double> values = {1, 5, 2};
  EXPECT_EQ(ZeroPhaseButterworth(6, 30).filter(values), values);
  EXPECT_TRUE(ZeroPhaseButterworth(6, 30).filter({}).empty());
}

TEST(ZeroPhaseButterworth, FiltersAShortRun) {
  const std::vector<double> values = {1, 1, 1, 1, 1};
  for (const double v : ZeroPhaseButterworth(6, 30).filter(values)) EXPECT_NEAR(v, 1, 1e-12);
}

}  // namespace
}  // namespace securepose::kinematics
