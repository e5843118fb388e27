#include "securepose/tracking/shots.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using observation::ClipObservations;
using testing::empty_clip;
using testing::observed;

void change(ClipObservations& clip, std::size_t frame) {
  clip.frames[frame].change->histogram_distance = 0.7;
  clip.frames[frame].change->residual = 60;
  clip.frames[frame].change->shift_certainty = 0.1;
}

std::vector<base::FrameIndex> cuts_of(const ClipObservations& clip) {
  return find_cuts(clip, CameraPath(clip), {});
}

TEST(FindCuts, OneSuddenChangeIsACut) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  EXPECT_EQ(cuts_of(clip), (std::vector<base::FrameIndex>{20}));
}

TEST(FindCuts, AFlashIsNone) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  change(clip, 21);
  EXPECT_TRUE(cuts_of(clip).empty());
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
  EXPECT_TRUE(cuts_of(clip).empty());
}

TEST(FindCuts, LightSwitchedOnLeavesThePeopleWhereTheyAre) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  for (auto& frame : clip.frames) frame.people.push_back(observed({.feet = {300, 600}}));
  EXPECT_TRUE(cuts_of(clip).empty());
}

TEST(FindCuts, ACutTakesThePeopleAway) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  for (std::size_t k = 0; k < 60; ++k)
    clip.frames[k].people.push_back(
        observed({.feet = {k < 20 ? 300.0 : 900.0, 600}, .height_px = k < 20 ? 400.0 : 250.0}));
  EXPECT_EQ(cuts_of(clip), (std::vector<base::FrameIndex>{20}));
}

TEST(FindCuts, RestlessPicturesAreNotCutAllOver) {
  auto clip = empty_clip(60, 30);
  for (std::size_t k = 1; k < 60; ++k) change(clip, k);
  EXPECT_TRUE(cuts_of(clip).empty());
}

TEST(FindCuts, RepeatedFramesAreNone) {
  auto clip = empty_clip(60, 30);
  for (std::size_t k = 2; k < 60; k += 2) {
    clip.frames[k].change->histogram_distance = 0;
    clip.frames[k].change->residual = 0;
  }
  EXPECT_TRUE(cuts_of(clip).empty());
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
  EXPECT_EQ(cuts_of(clip), (std::vector<base::FrameIndex>{12, 24, 36, 48}));
}

TEST(FindCuts, AnotherExposureIsNone) {
  auto clip = empty_clip(60, 30);
  change(clip, 20);
  clip.frames[20].change->shift_certainty = 0.9;
  EXPECT_TRUE(cuts_of(clip).empty());
}

TEST(FindCuts, EmptyClip) { EXPECT_TRUE(cuts_of({}).empty()); }

/// A camera that swings by a tenth of the picture a frame, from 18 to 22.
ClipObservations swinging_clip() {
  auto clip = empty_clip(60, 30);
  for (std::size_t k = 18; k < 23; ++k)
    clip.frames[k].camera = {detection::CameraState::kMoved, {128, 0}};
  return clip;
}

TEST(FindCuts, ASwingOfTheCameraIsNone) {
  auto clip = swinging_clip();
  for (std::size_t k = 18; k < 23; ++k) change(clip, k);
  for (std::size_t k = 0; k < 60; ++k)
    clip.frames[k].people.push_back(observed({.feet = {k < 20 ? 300.0 : 900.0, 600}}));
  EXPECT_TRUE(cuts_of(clip).empty());
}

TEST(FindCuts, NorIsAFrameOfASwingThatCannotBeFollowed) {
  auto clip = swinging_clip();
  clip.frames[20].camera = {detection::CameraState::kUnknown, {}};
  change(clip, 20);
  EXPECT_TRUE(cuts_of(clip).empty());
}

}  // namespace
}  // namespace securepose::tracking
