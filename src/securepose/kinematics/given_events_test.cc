#include "securepose/kinematics/given_events.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "securepose/base/error.h"
#include "securepose/kinematics/measure.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

std::vector<GivenEvent> true_events(const testing::SyntheticWalk& walk) {
  std::vector<GivenEvent> events;
  for (const auto& contact : walk.truth.contacts)
    events.push_back(
        {contact.side, contact.kind, base::Timestamp::from_seconds(contact.time_s), 1});
  return events;
}

TEST(GivenEvents, TakeThePlaceOfTheProgramsOwn) {
  const auto walk = testing::synthetic_walk({.duration_s = 8}, 1);
  MovementOptions options;
  options.scale = PatientHeight{1.7};
  options.events = true_events(walk);
  const MovementResult result = measure(walk.series, options);
  EXPECT_TRUE(result.events_given);
  ASSERT_EQ(result.events.size(), walk.truth.contacts.size());
  for (std::size_t i = 0; i < result.events.size(); ++i)
    EXPECT_NEAR(result.events[i].time.seconds(), walk.truth.contacts[i].time_s, 1e-6);
  EXPECT_NEAR(result.gait.find("stance_percent")->both->mean, walk.truth.stance_percent, 0.01);
  EXPECT_NEAR(result.gait.find("stride_length_m")->both->mean, walk.truth.stride_length_m, 0.02);
}

TEST(GivenEvents, NoneMeansNone) {
  const auto walk = testing::synthetic_walk({}, 1);
  MovementOptions options;
  options.events.emplace();
  const MovementResult result = measure(walk.series, options);
  EXPECT_TRUE(result.events.empty());
  EXPECT_FALSE(result.gait.find("cadence_steps_min")->missing_reason.empty());
}

TEST(GivenEvents, AreOrderedAndBelongToTheirPass) {
  const auto walk = testing::synthetic_walk({.duration_s = 14, .way_m = 5}, 1);
  MovementOptions options;
  options.events = true_events(walk);
  std::reverse(options.events->begin(), options.events->end());
  const MovementResult result = measure(walk.series, options);
  for (std::size_t i = 1; i < result.events.size(); ++i)
    EXPECT_LE(result.events[i - 1].time, result.events[i].time);
  EXPECT_EQ(result.events.front().pass, 0U);
  EXPECT_EQ(result.events.back().pass, result.passes.size() - 1);
}

TEST(GivenEvents, OutsideOfTheRecordingOrTwiceIsRefused) {
  const auto walk = testing::synthetic_walk({}, 1);
  MovementOptions options;
  options.events = {
      {Side::kLeft, GaitEventKind::kInitialContact, base::Timestamp::from_seconds(77), 1}};
  EXPECT_THROW(measure(walk.series, options), base::Error);
  const GivenEvent one{Side::kLeft, GaitEventKind::kInitialContact,
                       base::Timestamp::from_seconds(1), 1};
  options.events = {one, one};
  EXPECT_THROW(measure(walk.series, options), base::Error);
}

}  // namespace
}  // namespace securepose::kinematics
