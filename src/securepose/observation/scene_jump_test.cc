#include "securepose/observation/scene_jump.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::observation {
namespace {

// Changes as the development recordings and their harder versions have them.
constexpr detection::SceneChange kWalking{
    .histogram_distance = 0.02, .residual = 3.5, .shift_certainty = 0.9};
constexpr detection::SceneChange kOtherPlace{
    .histogram_distance = 0.8, .residual = 60, .shift_certainty = 0.05};
constexpr detection::SceneChange kMirrored{
    .histogram_distance = 0.05, .residual = 37.8, .shift_certainty = 0.12};
constexpr detection::SceneChange kFlash{
    .histogram_distance = 0.8, .residual = 87.7, .shift_certainty = 0.78};
constexpr detection::SceneChange kExposure{
    .histogram_distance = 0.34, .residual = 18.7, .shift_certainty = 0.9};

SceneJump judge(const detection::SceneChange& change) { return judge_jump(change, {0.02, 2}); }

TEST(JudgeJump, TellsOtherPlacesAndOtherViewsFromOtherLight) {
  EXPECT_EQ(judge(kWalking), SceneJump::kNone);
  EXPECT_EQ(judge(kOtherPlace), SceneJump::kOtherColours);
  EXPECT_EQ(judge(kMirrored), SceneJump::kOtherViewInColours);
  EXPECT_EQ(judge(kFlash), SceneJump::kNone);
  EXPECT_EQ(judge(kExposure), SceneJump::kNone);
}

TEST(JudgeJump, IsNoneWhereThePictureIsRestless) {
  EXPECT_EQ(judge_jump(kMirrored, {0.02, 10}), SceneJump::kNone);
  EXPECT_EQ(judge_jump(kOtherPlace, {0.02, 20}), SceneJump::kNone);
  EXPECT_EQ(judge_jump(kOtherPlace, {0.3, 2}), SceneJump::kOtherViewInColours);
}

TEST(UsualChange, IsTheMedianAroundAFrameWithoutItsOwn) {
  ClipObservations clip = testing::empty_clip(60, 30);
  for (std::size_t k = 1; k < 60; ++k) clip.frames[k].change = kWalking;
  clip.frames[20].change = kMirrored;
  clip.frames[59].change = kFlash;
  EXPECT_DOUBLE_EQ(usual_change(clip, 20, 0.5).residual, kWalking.residual);
  EXPECT_DOUBLE_EQ(usual_change(clip, 58, 0.04).residual, kFlash.residual);
  EXPECT_DOUBLE_EQ(usual_change({.frames = {FrameObservations{}}}, 0, 1).residual, 0);
}

}  // namespace
}  // namespace securepose::observation
