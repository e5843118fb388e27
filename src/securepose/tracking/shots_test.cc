#include "securepose/tracking/shots.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using testing::empty_clip;
using testing::observed;

void change(ClipObservations& clip, std::size_t frame) {
  clip.frames[frame].change->histogram_distance = 0.7;
  clip.frames[frame].change->residual = 60;
  clip.frames[frame].change->shift_certainty = 0.1;
}

TEST(FindCuts, OneSuddenChangeIsACut) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  EXPECT_EQ(find_cuts(clip, {}), (std::vector<base::FrameIndex>{20}));
}

TEST(FindCuts, AFlashIsNone) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  change(clip, 21);
  EXPECT_TRUE(find_cuts(clip, {}).empty());
}

TEST(FindCuts, AFlashThatEndsSoftlyIsNone) {
  // In a restless picture only the flash's beginning stands out; in it nobody is seen.
  auto clip = empty_clip(60, 30);
  for (std::size_t k = 1; k < 60; ++k) clip.frames[k].change->residual = 12;
  change(clip, 20);
  clip.frames[21].change->histogram_distance = 0.6;
  clip.frames[21].change->residual = 40;
  for (std::size_t k = 0; k < 60; ++k)
    if (k != 20) clip.frames[k].people.push_back(observed({.feet = {300, 600}}));
  EXPECT_TRUE(find_cuts(clip, {}).empty());
}

TEST(FindCuts, LightSwitchedOnLeavesThePeopleWhereTheyAre) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  for (auto& frame : clip.frames) frame.people.push_back(observed({.feet = {300, 600}}));
  EXPECT_TRUE(find_cuts(clip, {}).empty());
}

TEST(FindCuts, ACutTakesThePeopleAway) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  for (std::size_t k = 0; k < 60; ++k)
    clip.frames[k].people.push_back(
        observed({.feet = {k < 20 ? 300.0 : 900.0, 600}, .height_px = k < 20 ? 400.0 : 250.0}));
  EXPECT_EQ(find_cuts(clip, {}), (std::vector<base::FrameIndex>{20}));
}

TEST(FindCuts, RestlessPicturesAreNotCutAllOver) {
  auto clip = empty_clip(60, 30);
  for (std::size_t k = 1; k < 60; ++k) change(clip, k);
  EXPECT_TRUE(find_cuts(clip, {}).empty());
}

TEST(FindCuts, RepeatedFramesAreNone) {
  auto clip = empty_clip(60, 30);
  for (std::size_t k = 2; k < 60; k += 2) {
    clip.frames[k].change->histogram_distance = 0;
    clip.frames[k].change->residual = 0;
  }
  EXPECT_TRUE(find_cuts(clip, {}).empty());
}

TEST(FindCuts, OtherViewsOfTheSameRoomAreCutsHoweverShort) {
  // The room's colours stay, its structure does not: residual 40, no shift, other places.
  auto clip = empty_clip(60, 60);
  for (std::size_t k = 0; k < 60; ++k) {
    const bool mirrored = (k / 12) % 2 == 1;
    if (k > 0) clip.frames[k].change->residual = 2;
    if (k > 0 && k % 12 == 0) {
      clip.frames[k].change->histogram_distance = 0.05;
      clip.frames[k].change->residual = 40;
      clip.frames[k].change->shift_certainty = 0.1;
    }
    clip.frames[k].people.push_back(observed({.feet = {mirrored ? 900.0 : 300.0, 600}}));
  }
  EXPECT_EQ(find_cuts(clip, {}), (std::vector<base::FrameIndex>{12, 24, 36, 48}));
}

TEST(FindCuts, AnotherExposureIsNone) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  clip.frames[20].change->shift_certainty = 0.9;
  EXPECT_TRUE(find_cuts(clip, {}).empty());
}

TEST(FindCuts, EmptyClip) { EXPECT_TRUE(find_cuts({}, {}).empty()); }

TEST(CameraPath, FollowsWhatSeveralPeopleConfirm) {
  auto clip = empty_clip(3, 30);
  clip.frames[2].change->shift_x_px = 50;
  for (const double x : {300.0, 700.0}) {
    for (std::size_t k = 0; k < 3; ++k)
      clip.frames[k].people.push_back(observed({.feet = {x + (k == 2 ? 50 : 0), 600}}));
  }
  const auto path = camera_path(clip, {});
  EXPECT_DOUBLE_EQ(path[1].x_px, 0);
  EXPECT_DOUBLE_EQ(path[2].x_px, 50);
}

TEST(CameraPath, DoesNotFollowAPersonWhoWalksBeforeAStillCamera) {
  auto clip = empty_clip(3, 30);
  clip.frames[2].change->shift_x_px = 50;
  for (std::size_t k = 0; k < 3; ++k) {
    clip.frames[k].people.push_back(observed({.feet = {300 + (k == 2 ? 50.0 : 0.0), 600}}));
    clip.frames[k].people.push_back(observed({.feet = {700, 600}}));
  }
  EXPECT_DOUBLE_EQ(camera_path(clip, {})[2].x_px, 0);
}

TEST(CameraPath, SmallShiftsAreLeftAlone) {
  auto clip = empty_clip(300, 30);
  for (std::size_t k = 1; k < 300; ++k) {
    clip.frames[k].change->shift_x_px = 1.5;
    clip.frames[k].people.push_back(observed({.feet = {300, 600}}));
    clip.frames[k].people.push_back(observed({.feet = {700, 600}}));
  }
  EXPECT_DOUBLE_EQ(camera_path(clip, {}).back().x_px, 0);
}

}  // namespace
}  // namespace securepose::tracking
