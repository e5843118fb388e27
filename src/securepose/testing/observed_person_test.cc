#include "securepose/testing/observed_person.h"

#include <gtest/gtest.h>

namespace securepose::testing {
namespace {

TEST(ObservedPerson, PointsLieInTheBox) {
  const auto seen = observed({.feet = {300, 600}, .height_px = 400});
  ASSERT_TRUE(seen.landmarks && seen.movenet);
  for (const auto& mark : seen.landmarks->landmarks)
    EXPECT_TRUE(seen.box_px.scaled(1.02).contains(mark.point));
  EXPECT_GT((*seen.landmarks)[pose::BlazePose::kLeftShoulder].point.x_px,
            (*seen.landmarks)[pose::BlazePose::kRightShoulder].point.x_px);
}

TEST(ObservedPerson, FaceLiesOnTheHead) {
  const StandingPerson person{.feet = {300, 600}, .height_px = 400};
  const auto face = observed_face(person, 0.9);
  EXPECT_TRUE(
      face.detection.box_px.contains((*observed(person).landmarks)[pose::BlazePose::kNose].point));
}

TEST(EmptyClip, TimesFollowTheRate) {
  const auto clip = empty_clip(31, 30);
  EXPECT_DOUBLE_EQ(clip.frames.back().time.seconds(), 1.0);
  EXPECT_FALSE(clip.frames.front().change);
}

}  // namespace
}  // namespace securepose::testing
