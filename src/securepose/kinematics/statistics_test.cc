#include "securepose/kinematics/statistics.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::kinematics {
namespace {

TEST(StatisticOf, FollowsTheFormulas) {
  const auto s = statistic_of({1, 2, 3, 4});
  ASSERT_TRUE(s.has_value());
  EXPECT_DOUBLE_EQ(s->mean, 2.5);
  EXPECT_DOUBLE_EQ(s->standard_deviation.value(), std::sqrt(5.0 / 3));
  EXPECT_DOUBLE_EQ(s->coefficient_of_variation_pct.value(), 100 * std::sqrt(5.0 / 3) / 2.5);
  EXPECT_EQ(s->count, 4U);
}

TEST(StatisticOf, OneValueHasNoSpread) {
  const auto s = statistic_of({3});
  ASSERT_TRUE(s.has_value());
  EXPECT_FALSE(s->standard_deviation.has_value());
  EXPECT_FALSE(s->coefficient_of_variation_pct.has_value());
}

TEST(StatisticOf, NoValuesGiveNothing) { EXPECT_FALSE(statistic_of({}).has_value()); }

TEST(StatisticOf, MeanOfZeroHasNoCoefficientOfVariation) {
  EXPECT_FALSE(statistic_of({-1, 1})->coefficient_of_variation_pct.has_value());
}

}  // namespace
}  // namespace securepose::kinematics
