#include "securepose/report/thinning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace securepose::report {
namespace {

std::vector<base::Timestamp> times_for(std::size_t samples) {
  std::vector<base::Timestamp> times;
  for (std::size_t i = 0; i < samples; ++i) times.push_back({static_cast<std::int64_t>(i) * 1000});
  return times;
}

Curve flat(std::size_t samples) {
  Curve curve;
  curve.values.assign(samples, 1.0);
  return curve;
}

TEST(Thin, LeavesShortCurvesAsTheyAre) {
  const ThinnedCurves thinned = thin(times_for(10), {flat(10)}, 10);
  EXPECT_EQ(thinned.times.size(), 10U);
  EXPECT_EQ(thinned.samples_per_two, 2U);
}

TEST(Thin, KeepsASinglePeakAndTheOrderOfExtremes) {
  Curve curve = flat(1000);
  curve.values[517] = 90.0;
  curve.values[518] = -90.0;
  const ThinnedCurves thinned = thin(times_for(1000), {curve}, 50);
  EXPECT_LE(thinned.times.size(), 50U);
  const auto& values = thinned.curves[0].values;
  const auto peak = std::find(values.begin(), values.end(), std::optional(90.0));
  ASSERT_NE(peak, values.end());
  ASSERT_NE(peak + 1, values.end());
  EXPECT_EQ(*(peak + 1), std::optional(-90.0));
}

TEST(Thin, KeepsTimesStrictlyIncreasing) {
  for (const std::size_t samples : {11U, 100U, 101U, 999U, 1001U}) {
    for (const std::size_t most : {2U, 3U, 10U, 99U}) {
      const ThinnedCurves thinned = thin(times_for(samples), {flat(samples)}, most);
      ASSERT_EQ(thinned.times.size(), thinned.curves[0].values.size());
      ASSERT_LE(thinned.times.size(), std::max<std::size_t>(most, 2));
      for (std::size_t i = 1; i < thinned.times.size(); ++i)
        ASSERT_LT(thinned.times[i - 1], thinned.times[i]) << samples << " to " << most;
    }
  }
}

TEST(Thin, KeepsGapsAndFlags) {
  Curve curve = flat(100);
  curve.interpolated.assign(100, false);
  for (std::size_t i = 20; i < 40; ++i) curve.values[i].reset();
  curve.interpolated[75] = true;
  const ThinnedCurves thinned = thin(times_for(100), {curve}, 20);  // runs of ten
  EXPECT_FALSE(thinned.curves[0].values[4].has_value());
  EXPECT_FALSE(thinned.curves[0].values[7].has_value());
  EXPECT_TRUE(thinned.curves[0].values[8].has_value());
  EXPECT_TRUE(thinned.curves[0].interpolated[14]);
  EXPECT_FALSE(thinned.curves[0].interpolated[12]);
}

TEST(Thin, RefusesACurveThatDoesNotFit) {
  EXPECT_THROW(thin(times_for(10), {flat(9)}, 100), std::invalid_argument);
  Curve curve = flat(10);
  curve.interpolated.assign(3, true);
  EXPECT_THROW(thin(times_for(10), {curve}, 100), std::invalid_argument);
}

TEST(Evenly, ChoosesFirstAndLast) {
  EXPECT_THAT(evenly(100, 3), testing::ElementsAre(0, 49, 99));
  EXPECT_THAT(evenly(2, 5), testing::ElementsAre(0, 1));
  EXPECT_THAT(evenly(5, 1), testing::ElementsAre(0));
  EXPECT_THAT(evenly(0, 4), testing::IsEmpty());
}

}  // namespace
}  // namespace securepose::report
