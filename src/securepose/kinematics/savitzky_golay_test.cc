#include "securepose/kinematics/savitzky_golay.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace securepose::kinematics {
namespace {

TEST(SavitzkyGolay, LeavesACubicAsItIs) {
  const SavitzkyGolay filter(6, 60);
  std::vector<double> cubic;
  for (int i = 0; i < 60; ++i) cubic.push_back(1 + 0.3 * i - 0.02 * i * i + 0.0004 * i * i * i);
  const std::vector<double> filtered = filter.filter(cubic);
  for (std::size_t i = 0; i < cubic.size(); ++i) EXPECT_NEAR(filtered[i], cubic[i], 1e-9);
}

TEST(SavitzkyGolay, HalvesThePowerAtItsCutoff) {
  for (const double rate : {30.0, 60.0, 120.0}) {
    const SavitzkyGolay filter(6, rate);
    EXPECT_NEAR(filter.true_cutoff_hz(), 6, 1.5) << rate;
    std::vector<double> sine;
    for (int i = 0; i < 2000; ++i)
      sine.push_back(std::sin(2 * std::numbers::pi * filter.true_cutoff_hz() * i / rate));
    const std::vector<double> filtered = filter.filter(sine);
    double square = 0;
    for (std::size_t i = 500; i < 1500; ++i) square += filtered[i] * filtered[i];
    EXPECT_NEAR(std::sqrt(2 * square / 1000), std::numbers::sqrt2 / 2, 0.01) << rate;
  }
}

TEST(SavitzkyGolay, LeavesShortRunsAsTheyAre) {
  const SavitzkyGolay filter(6, 240);
  const std::vector<double> few = {1, 5, 2};
  EXPECT_EQ(filter.filter(few), few);
}

}  // namespace
}  // namespace securepose::kinematics
