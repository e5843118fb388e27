#include "securepose/covering/handovers.h"

#include <gtest/gtest.h>

#include <cstddef>

#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;
using geometry::Point;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

/// Two people who stand still; the first is seen up to frame 29, the second from `begins` on.
std::vector<FollowedHead> two(Point second_at, FrameIndex begins, HeadScene& scene) {
  const auto seen = [](bool is) { return Seen{.face = is, .landmarks = is}; };
  scene.add_person(
      [](double) {
        return Point{600, 300};
      },
      60, [&](FrameIndex i) { return seen(i < 30); });
  scene.add_person([=](double) { return second_at; }, 60,
                   [&](FrameIndex i) { return seen(i >= begins); });
  std::vector<FollowedHead> heads;
  for (const auto& person : scene.people.people) {
    for (HeadTrack& track : follow_head(scene.clip, {}, person, {0}))
      heads.push_back({std::move(track), true});
  }
  end_holds_at_handovers(scene.clip, heads);
  return heads;
}

FrameIndex last_frame(const HeadTrack& track) {
  return track.first_frame + static_cast<FrameIndex>(track.states.size()) - 1;
}

TEST(Handovers, HeadThatGoesOnUnderAnotherIdentityIsNotHeld) {
  HeadScene scene(1280, 720, 30, 90);
  const auto heads = two({605, 300}, 35, scene);
  ASSERT_EQ(heads.size(), 2u);
  EXPECT_EQ(last_frame(heads[0].track), 35) << "held up to the second's beginning, without a gap";
  EXPECT_EQ(heads[1].track.first_frame, 29);
}

TEST(Handovers, HeadOfSomebodyElseEndsNoHold) {
  HeadScene scene(1280, 720, 30, 90);
  const auto heads = two({720, 300}, 35, scene);
  EXPECT_GT(last_frame(heads[0].track), 50);
}

TEST(Handovers, WhoStandsThereLongBeforeIsSomebodyElse) {
  HeadScene scene(1280, 720, 30, 120);
  const auto seen = [](bool is) { return Seen{.face = is, .landmarks = is}; };
  scene.add_person([](double) { return Point{605, 300}; }, 60, [&](FrameIndex) { return Seen{}; });
  scene.add_person(
      [](double) {
        return Point{600, 300};
      },
      60, [&](FrameIndex i) { return seen(i < 60); });
  std::vector<FollowedHead> heads;
  for (const auto& person : scene.people.people)
    heads.push_back({follow_head(scene.clip, {}, person, {0}).at(0), true});
  end_holds_at_handovers(scene.clip, heads);
  EXPECT_GT(last_frame(heads[1].track), 75);
}

}  // namespace
}  // namespace securepose::covering
