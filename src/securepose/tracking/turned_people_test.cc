// Who is found in a clip does not depend on how the camera was held.

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_scene.h"
#include "securepose/testing/turned_clip.h"
#include "securepose/tracking/people.h"

namespace securepose::tracking {
namespace {

class EveryTurn : public ::testing::TestWithParam<int> {};

TEST_P(EveryTurn, TheSamePeopleAreFollowed) {
  const auto scene = testing::make_scene({.people = 4, .duration_s = 6, .pan_px = 60}, 7);
  const People expected = associate(scene.clip, {});
  const People found = associate(testing::recorded_turned(scene.clip, GetParam()), {});
  ASSERT_EQ(found.people.size(), expected.people.size());
  for (std::size_t k = 0; k < found.people.size(); ++k) {
    ASSERT_EQ(found.people[k].samples.size(), expected.people[k].samples.size()) << k;
    EXPECT_EQ(found.people[k].certainty, expected.people[k].certainty);
    for (std::size_t i = 0; i < found.people[k].samples.size(); ++i) {
      EXPECT_EQ(found.people[k].samples[i].frame, expected.people[k].samples[i].frame);
      EXPECT_EQ(found.people[k].samples[i].person_index,
                expected.people[k].samples[i].person_index);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(TurnedClip, EveryTurn, ::testing::Values(0, 90, 180, 270));

}  // namespace
}  // namespace securepose::tracking
