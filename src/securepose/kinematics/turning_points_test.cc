#include "securepose/kinematics/turning_points.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::kinematics {
namespace {

TEST(TurningPoints, AlternateThroughAWave) {
  std::vector<double> wave;
  for (int i = 0; i < 400; ++i) wave.push_back(std::sin(i * 0.05) + 0.02 * std::sin(i * 1.7));
  const std::vector<TurningPoint> points = turning_points(wave, 0.5, 0.3);
  ASSERT_EQ(points.size(), 6U);
  for (std::size_t k = 0; k < points.size(); ++k) {
    EXPECT_EQ(points[k].is_maximum, k % 2 == 0);
    EXPECT_NEAR(static_cast<double>(points[k].index),
                (1.5708 + 3.1416 * static_cast<double>(k)) / 0.05, 4);
  }
}

TEST(TurningPoints, EndsAreNone) {
  EXPECT_TRUE(turning_points({5, 4, 3, 2, 1}, 1, 0.5).empty());
  const std::vector<TurningPoint> points = turning_points({5, 1, 5, 5.1}, 1, 0.5);
  ASSERT_EQ(points.size(), 1U);
  EXPECT_EQ(points[0].index, 1U);
}

TEST(TurningPoints, HalfASwingAtTheEndIsEnough) {
  EXPECT_EQ(turning_points({0, 3, 0, 0.6, 0.1}, 2, 0.4).size(), 1U);
  const std::vector<TurningPoint> points = turning_points({0, 3, 0, 0.9}, 2, 0.4);
  ASSERT_EQ(points.size(), 2U);
  EXPECT_FALSE(points[1].is_maximum);
}

TEST(TurningPoints, SmallRipplesAreNone) {
  std::vector<double> ripple;
  for (int i = 0; i < 100; ++i) ripple.push_back(0.1 * std::sin(i * 0.5));
  EXPECT_TRUE(turning_points(ripple, 0.5, 0.3).empty());
  EXPECT_TRUE(turning_points({}, 1, 1).empty());
}

TEST(VertexNear, FindsTheParabolasTop) {
  std::vector<double> parabola;
  for (int i = 0; i < 9; ++i) parabola.push_back(-std::pow(i - 4.3, 2));
  EXPECT_NEAR(vertex_near(parabola, 4), 4.3, 1e-12);
  EXPECT_EQ(vertex_near(parabola, 0), 0);
}

}  // namespace
}  // namespace securepose::kinematics
