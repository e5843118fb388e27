#include "securepose/pipeline/people_timeline.h"

#include <gtest/gtest.h>

namespace securepose::pipeline {
namespace {

constexpr base::PersonId kOne{1};

// Ten frames of 0.1 s; the person is seen in 2, 3 and 7, by the face alone in 8.
class PeopleTimelineTest : public testing::Test {
 protected:
  PeopleTimelineTest() {
    for (int i = 0; i < 10; ++i) {
      auto& frame = clip_.frames.emplace_back();
      frame.frame = i;
      frame.time = base::Timestamp::from_seconds(0.1 * i);
      auto& regions = plan_.frames.emplace_back();
      regions.frame = i;
      regions.time = frame.time;
    }
    tracking::Person person;
    person.id = kOne;
    person.certainty = 0.8;
    for (const int f : {2, 3, 7, 8}) {
      tracking::PersonSample sample;
      sample.frame = f;
      if (f != 8) sample.person_index = 0;
      person.samples.push_back(sample);
    }
    people_.people.push_back(person);
    people_.cuts = {5};
    for (const int f : {1, 2, 3, 4, 5, 9})
      plan_.frames[static_cast<std::size_t>(f)].regions.push_back({kOne, {}, {}, 1, std::nullopt});
  }

  observation::ClipObservations clip_;
  tracking::People people_;
  covering::CoverPlan plan_;
};

TEST_F(PeopleTimelineTest, TellsHowAPersonIsThere) {
  const auto timeline = people_timeline(clip_, people_, plan_, kOne);
  EXPECT_DOUBLE_EQ(timeline.end.seconds(), 1.0);
  ASSERT_EQ(timeline.cuts.size(), 1u);
  EXPECT_DOUBLE_EQ(timeline.cuts[0].seconds(), 0.5);
  ASSERT_EQ(timeline.lanes.size(), 1u);
  const PersonLane& lane = timeline.lanes[0];
  EXPECT_TRUE(lane.is_patient);
  EXPECT_DOUBLE_EQ(lane.certainty, 0.8);
  const std::vector<std::tuple<double, double, Presence>> expected = {
      {0.1, 0.2, Presence::kHeld}, {0.2, 0.4, Presence::kSeen},     {0.4, 0.6, Presence::kHidden},
      {0.7, 0.8, Presence::kSeen}, {0.8, 0.9, Presence::kFaceOnly}, {0.9, 1.0, Presence::kHeld}};
  ASSERT_EQ(lane.stretches.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto& [start_s, end_s, presence] = expected[i];
    EXPECT_NEAR(lane.stretches[i].start.seconds(), start_s, 1e-9) << i;
    EXPECT_NEAR(lane.stretches[i].end.seconds(), end_s, 1e-9) << i;
    EXPECT_EQ(lane.stretches[i].presence, presence) << i;
  }
}

TEST_F(PeopleTimelineTest, AnEmptyClipHasNoLanes) {
  EXPECT_TRUE(people_timeline({}, {}, {}, std::nullopt).lanes.empty());
}

}  // namespace
}  // namespace securepose::pipeline
