#include "securepose/kinematics/cubic_spline.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::kinematics {
namespace {

TEST(CubicSpline, GoesThroughItsPoints) {
  const CubicSpline spline({0, 1, 3, 4}, {2, -1, 5, 0});
  const std::vector<double> values = spline.sample(0, 1, 5);
  EXPECT_NEAR(values[0], 2, 1e-12);
  EXPECT_NEAR(values[1], -1, 1e-12);
  EXPECT_NEAR(values[3], 5, 1e-12);
  EXPECT_NEAR(values[4], 0, 1e-12);
}

TEST(CubicSpline, IsAStraightLineThroughAStraightLine) {
  const CubicSpline spline({0, 0.5, 2, 3}, {1, 2, 5, 7});
  const std::vector<double> values = spline.sample(0, 0.25, 13);
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_NEAR(values[i], 1 + 0.5 * static_cast<double>(i), 1e-12);
}

TEST(CubicSpline, FollowsASmoothCurve) {
  std::vector<double> x, y;
  for (int i = 0; i <= 30; ++i) {
    x.push_back(i / 30.0 + (i % 3 == 1 ? 0.005 : 0));
    y.push_back(std::sin(6 * x.back()));
  }
  const std::vector<double> values = CubicSpline(x, y).sample(0.1, 0.01, 80);
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_NEAR(values[i], std::sin(6 * (0.1 + 0.01 * static_cast<double>(i))), 1e-3);
}

TEST(CubicSpline, OfTwoPointsIsTheirLine) {
  EXPECT_NEAR(CubicSpline({0, 2}, {1, 3}).sample(0, 1, 3)[1], 2, 1e-12);
}

}  // namespace
}  // namespace securepose::kinematics
