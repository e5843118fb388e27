#include "securepose/report/axis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace securepose::report {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

TEST(RoundTicks, AreRoundAndInside) {
  const Ticks ticks = round_ticks({-12, 33}, 6);
  EXPECT_THAT(ticks.values, ElementsAre(-10, 0, 10, 20, 30));
  EXPECT_EQ(ticks.decimals, 0);
}

TEST(RoundTicks, HaveAsManyDecimalsAsTheyNeed) {
  const Ticks ticks = round_ticks({0, 0.07}, 4);
  EXPECT_EQ(ticks.decimals, 2);
  EXPECT_THAT(ticks.values, ElementsAre(DoubleNear(0, 1e-12), DoubleNear(0.02, 1e-12),
                                        DoubleNear(0.04, 1e-12), DoubleNear(0.06, 1e-12)));
}

TEST(RoundTicks, EmptyForAnEmptyRange) {
  EXPECT_TRUE(round_ticks({3, 3}, 5).values.empty());
  EXPECT_TRUE(round_ticks({3, INFINITY}, 5).values.empty());
}

TEST(TimeTicks, CountAsPeopleDo) {
  EXPECT_THAT(time_ticks({0, 60}, 4).values, ElementsAre(0, 15, 30, 45, 60));
  EXPECT_THAT(time_ticks({0, 300}, 5).values, ElementsAre(0, 60, 120, 180, 240, 300));
  EXPECT_LE(time_ticks({0, 90'000}, 8).values.size(), 9U);
}

TEST(TimeTickText, ChangesToMinutes) {
  EXPECT_EQ(time_tick_text(12.5, {0, 20}, 1), "12.5");
  EXPECT_EQ(time_tick_text(125, {0, 300}, 0), "2:05");
}

TEST(Padded, DoesNotBlowUpNoise) {
  const AxisRange range = padded({10, 10.5}, 20);
  EXPECT_DOUBLE_EQ(range.span(), 20);
  EXPECT_DOUBLE_EQ((range.low + range.high) / 2, 10.25);
  EXPECT_GT(padded({0, 100}, 20).span(), 100);
}

}  // namespace
}  // namespace securepose::report
