#include "securepose/tracking/camera_path.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using detection::CameraMotion;
using detection::CameraState;
using geometry::Point;

constexpr CameraMotion kUnknown{CameraState::kUnknown, {}};

CameraMotion moved(double x_px, double y_px) { return {CameraState::kMoved, {x_px, y_px}}; }

/// 1280 pixels wide.
observation::ClipObservations clip_of(const std::vector<CameraMotion>& motions) {
  auto clip = testing::empty_clip(motions.size() + 1, 30);
  for (std::size_t k = 0; k < motions.size(); ++k) clip.frames[k + 1].camera = motions[k];
  return clip;
}

TEST(CameraPath, ACameraOfWhichNothingIsKnownStandsStill) {
  const CameraPath path(testing::empty_clip(10, 30));
  EXPECT_EQ(path.carried(Point{10, 20}, 0, 9), (Point{10, 20}));
  EXPECT_EQ(path.sigma_px(0, 9), 0);
  EXPECT_EQ(CameraPath().carried(Point{10, 20}, 0, 9), (Point{10, 20}));
}

TEST(CameraPath, CarriesPlacesBothWays) {
  const CameraPath path(clip_of({moved(-50, 2), {}, moved(-100, 4)}));
  EXPECT_EQ(path.carried(Point{500, 20}, 0, 3), (Point{350, 26}));
  EXPECT_EQ(path.carried(Point{350, 26}, 3, 0), (Point{500, 20}));
  EXPECT_EQ(path.carried(geometry::Box{1, 2, 3, 4}, 1, 3), (geometry::Box{-99, 6, -97, 8}));
  EXPECT_EQ(path.step_px(1), (Point{-50, 2}));
  EXPECT_EQ(path.step_px(2), (Point{0, 0}));
}

TEST(CameraPath, IsLessCertainTheFurtherTheCameraWent) {
  const CameraPath path(clip_of({moved(-50, 0), {}, moved(-100, 0), moved(-100, 0)}));
  EXPECT_GT(path.sigma_px(0, 1), 1);
  EXPECT_EQ(path.sigma_px(1, 2), 0);
  EXPECT_GT(path.sigma_px(0, 4), path.sigma_px(0, 3));
  EXPECT_EQ(path.sigma_px(4, 0), path.sigma_px(0, 4));
}

TEST(CameraPath, GoesOnThroughPartsOfASwingThatCannotBeTold) {
  const CameraPath path(clip_of({moved(-80, 0), kUnknown, kUnknown, moved(-100, 0)}));
  EXPECT_NEAR(path.step_px(2).x_px, -90, 1e-4);
  EXPECT_NEAR(path.step_px(3).x_px, -90, 1e-4);
  EXPECT_TRUE(path.swings(2));
  EXPECT_GT(path.sigma_px(1, 3), 3 * path.sigma_px(3, 4));
}

TEST(CameraPath, FlashesDoNotMoveTheCamera) {
  const CameraPath path(clip_of({{}, kUnknown, kUnknown, {}, moved(1, 0), kUnknown}));
  EXPECT_EQ(path.step_px(2), (Point{0, 0}));
  EXPECT_EQ(path.sigma_px(0, 4), 0);
  EXPECT_FALSE(path.swings(2));
  EXPECT_EQ(path.step_px(6), (Point{0, 0})) << "a slow pan is no swing";
}

}  // namespace
}  // namespace securepose::tracking
