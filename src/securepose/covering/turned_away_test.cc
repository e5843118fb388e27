#include "securepose/covering/turned_away.h"

#include <gtest/gtest.h>

#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;
using geometry::Point;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

HeadScene turning_at(FrameIndex turn) {
  HeadScene scene(1280, 720, 30, 60);
  scene.add_person(
      [](double) {
        return Point{300, 300};
      },
      60,
      [turn](FrameIndex i) {
        return Seen{.face = i < turn, .landmarks = true, .from_behind = i >= turn};
      });
  return scene;
}

TEST(SeenFromBehind, NoseShouldersAndEarsMustAgree) {
  const HeadScene scene = turning_at(30);
  EXPECT_FALSE(seen_from_behind(*scene.clip.frames[0].people[0].landmarks));
  auto behind = *scene.clip.frames[40].people[0].landmarks;
  EXPECT_TRUE(seen_from_behind(behind));
  behind.world[0].z_m = 0;
  EXPECT_FALSE(seen_from_behind(behind));
}

TEST(FramesTurnedAway, KeepsAMarginAfterTheTurn) {
  const HeadScene scene = turning_at(30);
  const auto away = frames_turned_away(scene.clip, scene.people.people[0]);
  EXPECT_FALSE(away.contains(30));
  EXPECT_FALSE(away.contains(37));
  EXPECT_TRUE(away.contains(40));
}

TEST(FramesTurnedAway, WeakFaceVetoes) {
  HeadScene scene = turning_at(0);
  ASSERT_TRUE(frames_turned_away(scene.clip, scene.people.people[0]).contains(30));
  scene.add_face(30, {270, 270, 330, 330}, 0.08, base::PersonId{1});
  const auto away = frames_turned_away(scene.clip, scene.people.people[0]);
  EXPECT_FALSE(away.contains(30));
  EXPECT_FALSE(away.contains(25));
  EXPECT_TRUE(away.contains(50));
}

}  // namespace
}  // namespace securepose::covering
