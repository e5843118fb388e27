#include "securepose/kinematics/resampling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace securepose::kinematics {
namespace {

TEST(Resample, IsExactForAParabola) {
  const std::vector<double> t = {0, 0.1, 0.25, 0.3, 0.5, 0.6};
  std::vector<double> v;
  for (const double x : t) v.push_back(1 + 2 * x - 3 * x * x);
  const std::vector<double> at = {0, 0.05, 0.2, 0.31, 0.45, 0.6};
  const std::vector<double> result = resample(t, v, at);
  for (std::size_t i = 0; i < at.size(); ++i)
    EXPECT_NEAR(result[i], 1 + 2 * at[i] - 3 * at[i] * at[i], 1e-12) << at[i];
}

TEST(Resample, ThereAndBackKeepsASmoothCurve) {
  std::vector<double> t, even, v;
  for (int i = 0; i < 60; ++i) {
    t.push_back((i + 0.3 * std::sin(i)) / 30.0);
    v.push_back(std::sin(5 * t.back()));
  }
  for (int i = 0; i < 120; ++i) even.push_back(t.front() + (t.back() - t.front()) * i / 119.0);
  const std::vector<double> back = resample(even, resample(t, v, even), t);
  for (std::size_t i = 0; i < t.size(); ++i) EXPECT_NEAR(back[i], v[i], 3e-3);
}

TEST(Resample, HoldsTheEnds) {
  EXPECT_EQ(resample({0, 1}, {3, 5}, {0, 0.5, 1}), (std::vector<double>{3, 4, 5}));
  EXPECT_EQ(resample({2}, {7}, {2}), std::vector<double>{7});
}

}  // namespace
}  // namespace securepose::kinematics
