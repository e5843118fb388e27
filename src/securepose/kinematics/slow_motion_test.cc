// A recording that plays slower than it was captured measures as it does at normal speed.
#include <gtest/gtest.h>

#include <string>

#include "securepose/base/error.h"
#include "securepose/kinematics/measure.h"
#include "securepose/kinematics/movement_clock.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

LandmarkSeries played_slower(LandmarkSeries series, double factor) {
  for (LandmarkSample& sample : series.samples)
    sample.time = base::Timestamp::from_seconds(sample.time.seconds() * factor);
  return series;
}

MovementOptions with_height() {
  MovementOptions options;
  options.scale = PatientHeight{1.7};
  return options;
}

TEST(MovementClock, TurnsTimesBothWays) {
  const MovementClock clock{4};
  const base::Timestamp shown = base::Timestamp::from_seconds(2);
  EXPECT_DOUBLE_EQ(clock.movement_time(shown).seconds(), 0.5);
  EXPECT_EQ(clock.presentation_time(clock.movement_time(shown)), shown);
}

TEST(MovementClock, ChangesNothingAtNormalSpeed) {
  constexpr MovementClock kNormal;
  for (const std::int64_t ns :
       {std::int64_t{1}, std::int64_t{33'333'333}, std::int64_t{9'007'199'254'740'993}}) {
    EXPECT_EQ(kNormal.movement_time({ns}).ns, ns);
    EXPECT_EQ(kNormal.presentation_time({ns}).ns, ns);
  }
}

TEST(SlowMotion, MeasuresAsAtNormalSpeed) {
  const auto walk = testing::synthetic_walk({.duration_s = 6, .fps = 60}, 1);
  const MovementResult normal = measure(walk.series, with_height());
  for (const double factor : {4.0, 8.0, 0.5}) {
    LandmarkSeries series = played_slower(walk.series, factor);
    series.clock.factor = factor;
    const MovementResult slow = measure(series, with_height());
    ASSERT_TRUE(normal.gait.find("cadence_steps_min")->both);
    for (const GaitParameter& expected : normal.gait.parameters) {
      const GaitParameter* found = slow.gait.find(expected.name);
      ASSERT_EQ(found->both.has_value(), expected.both.has_value()) << expected.name;
      if (!expected.both) continue;
      EXPECT_NEAR(found->both->mean, expected.both->mean, 1e-3) << expected.name << factor;
    }
    EXPECT_NEAR(slow.gait.find("cadence_steps_min")->both->mean, 100, 1);
    ASSERT_EQ(slow.events.size(), normal.events.size());
    for (std::size_t i = 0; i < slow.events.size(); ++i)
      EXPECT_NEAR(slow.events[i].time.seconds(), normal.events[i].time.seconds(), 1e-5);
    EXPECT_NEAR(slow.summary.duration_s, normal.summary.duration_s, 1e-6);
    EXPECT_NEAR(slow.summary.median_rate_hz, 60, 0.01);
    EXPECT_NEAR(slow.angles.times.back().seconds(), normal.angles.times.back().seconds(), 1e-6);
    EXPECT_EQ(slow.clean.samples.back().time, series.samples.back().time) << "as it is shown";
  }
}

TEST(SlowMotion, GivenContactsHaveTheTimesOfTheVideo) {
  const auto walk = testing::synthetic_walk({.duration_s = 8}, 1);
  LandmarkSeries series = played_slower(walk.series, 4);
  series.clock.factor = 4;
  MovementOptions options = with_height();
  options.events.emplace();
  for (const auto& contact : walk.truth.contacts)
    options.events->push_back(
        {contact.side, contact.kind, base::Timestamp::from_seconds(4 * contact.time_s), 1});
  const MovementResult result = measure(series, options);
  ASSERT_EQ(result.events.size(), walk.truth.contacts.size());
  for (std::size_t i = 0; i < result.events.size(); ++i)
    EXPECT_NEAR(result.events[i].time.seconds(), walk.truth.contacts[i].time_s, 1e-6);
  options.events->front().time = base::Timestamp::from_seconds(40);
  try {
    measure(series, options);
    FAIL() << "an event after the end";
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("at 40.000 s"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("to 32."), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace securepose::kinematics
