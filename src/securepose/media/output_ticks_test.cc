#include "securepose/media/output_ticks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace securepose::media {
namespace {

TEST(OutputTicks, UsualTimeBasesAreKept) {
  for (const std::int64_t den : {1000, 12800, 15360, 90000, 200000, 1000000}) {
    const OutputTicks ticks = output_ticks_for({1, den}, {});
    EXPECT_EQ(ticks.timescale, den);
    EXPECT_EQ(ticks.from_source(-12345), -12345);
  }
}

TEST(OutputTicks, NtscTicksAreWholeTicks) {
  const OutputTicks ticks = output_ticks_for({1001, 30000}, {});
  EXPECT_EQ(ticks.timescale, 30000u);
  EXPECT_EQ(ticks.from_source(3), 3003);
}

TEST(OutputTicks, CoarseTicksBecomeWholeMultiples) {
  const OutputTicks ticks = output_ticks_for({1, 25}, {});
  EXPECT_EQ(ticks.timescale, 1000u);
  EXPECT_EQ(ticks.from_source(2), 80);
}

TEST(OutputTicks, NanosecondsAreRoundedToMicroseconds) {
  const OutputTicks ticks = output_ticks_for({1, 1'000'000'000}, {});
  EXPECT_EQ(ticks.timescale, 1'000'000u);
  for (const std::int64_t ns : {0, 499, 33'366'667, -1'500'001}) {
    const double error_s =
        static_cast<double>(ticks.from_source(ns)) * 1e-6 - static_cast<double>(ns) * 1e-9;
    EXPECT_LE(std::abs(error_s), 0.5001e-6);
  }
}

TEST(OutputTicks, PausesOfManyHoursAreToldInMilliseconds) {
  const OutputTicks ticks = output_ticks_for({1, 90000}, {0, std::int64_t{20} * 3600 * 90000});
  EXPECT_EQ(ticks.timescale, 1000u);
  EXPECT_EQ(ticks.from_source(90000), 1000);
}

TEST(OutputTicks, VeryEarlyStartsAreToldInMilliseconds) {
  EXPECT_EQ(output_ticks_for({1, 90000}, {-90000, 3600}).timescale, 90000u);
  EXPECT_EQ(output_ticks_for({1, 90000}, {-std::int64_t{3600} * 90000, 3600}).timescale, 1000u);
}

TEST(OutputTicks, NonsenseIsRefused) {
  EXPECT_THROW(output_ticks_for({0, 25}, {}), std::invalid_argument);
  EXPECT_THROW(output_ticks_for({1, 0}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace securepose::media
