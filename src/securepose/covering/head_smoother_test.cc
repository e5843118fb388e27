#include "securepose/covering/head_smoother.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>

namespace securepose::covering {
namespace {

std::vector<base::Timestamp> regular_times(std::size_t count, double fps) {
  std::vector<base::Timestamp> times;
  for (std::size_t i = 0; i < count; ++i) {
    times.push_back(base::Timestamp::from_seconds(static_cast<double>(i) / fps));
  }
  return times;
}

const MotionModel kModel{.acceleration_density = 400, .initial_rate_sigma = 1000, .student_nu = 4};

TEST(Smooth, WithoutReadingsIsEmpty) {
  EXPECT_TRUE(smooth(regular_times(5, 30), std::vector<std::vector<Reading>>(5), kModel).empty());
}

TEST(Smooth, FollowsAStraightLineThroughAGap) {
  const auto times = regular_times(60, 30);
  std::vector<std::vector<Reading>> readings(60);
  for (std::size_t i = 0; i < 60; ++i) {
    if (i < 20 || i >= 35) readings[i] = {{100 + 90 * times[i].seconds(), 1}};
  }
  const auto smoothed = smooth(times, readings, kModel);
  EXPECT_NEAR(smoothed[27].value, 100 + 90 * times[27].seconds(), 0.5);
  EXPECT_NEAR(smoothed[27].rate_per_s, 90, 2);
  EXPECT_GT(smoothed[27].sigma, 2 * smoothed[10].sigma);
}

TEST(Smooth, DisbelievesALoneWrongReading) {
  const auto times = regular_times(31, 30);
  std::vector<std::vector<Reading>> readings(31, {{50, 1}});
  readings[15] = {{90, 1}};
  EXPECT_NEAR(smooth(times, readings, kModel)[15].value, 50, 1.0);
}

TEST(Smooth, TheSameBackwards) {
  const auto times = regular_times(21, 25);
  std::vector<std::vector<Reading>> readings(21);
  std::vector<std::vector<Reading>> mirrored(21);
  for (std::size_t i = 0; i < 21; ++i) {
    readings[i] = {{std::sin(0.3 * static_cast<double>(i)) * 20, 1}};
    mirrored[20 - i] = readings[i];
  }
  const auto forward = smooth(times, readings, kModel);
  const auto backward = smooth(times, mirrored, kModel);
  for (std::size_t i = 0; i < 21; ++i) {
    EXPECT_NEAR(forward[i].value, backward[20 - i].value, 0.05) << i;
    EXPECT_NEAR(forward[i].rate_per_s, -backward[20 - i].rate_per_s, 2) << i;
  }
}

TEST(Smooth, GrowsUnsureBeyondTheLastReading) {
  const auto times = regular_times(40, 30);
  std::vector<std::vector<Reading>> readings(40);
  for (std::size_t i = 0; i < 20; ++i) readings[i] = {{0, 1}};
  const auto smoothed = smooth(times, readings, kModel);
  EXPECT_GT(smoothed[30].sigma, smoothed[22].sigma);
  EXPECT_GT(smoothed[39].sigma, smoothed[30].sigma);
}

TEST(Smooth, SeveralReadingsAtOneStepAreWeighedByTheirSigma) {
  const auto times = regular_times(1, 30);
  const auto smoothed = smooth(times, {{{0, 1}, {10, 3}}}, kModel);
  EXPECT_GT(smoothed[0].value, 0);
  EXPECT_LT(smoothed[0].value, 2);
}

TEST(Smooth, UnevenTimes) {
  std::vector<base::Timestamp> times{
      {0}, {10'000'000}, {200'000'000}, {210'000'000}, {500'000'000}};
  std::vector<std::vector<Reading>> readings;
  readings.reserve(times.size());
  for (const auto time : times) readings.push_back({{30 * time.seconds(), 0.1}});
  const auto smoothed = smooth(times, readings, kModel);
  for (std::size_t i = 0; i < times.size(); ++i) {
    EXPECT_NEAR(smoothed[i].value, 30 * times[i].seconds(), 0.1);
  }
}

TEST(Smooth, IsLessCertainAcrossAStepThatMayHaveMovedTheZero) {
  std::vector<base::Timestamp> times;
  std::vector<std::vector<Reading>> readings(21);
  for (int i = 0; i < 21; ++i) {
    times.push_back(base::Timestamp::from_seconds(i / 30.0));
    if (i < 5 || i > 15) readings[static_cast<std::size_t>(i)] = {{100, 2}};
  }
  const MotionModel model{.acceleration_density = 100, .initial_rate_sigma = 10};
  std::vector<double> moved(21, 0);
  moved[10] = 40 * 40;
  const auto still = smooth(times, readings, model);
  const auto unsure = smooth(times, readings, model, moved);
  EXPECT_GT(unsure[8].sigma, still[8].sigma + 1);
  EXPECT_NEAR(unsure[2].sigma, still[2].sigma, 0.5);
}

}  // namespace
}  // namespace securepose::covering
