#include "securepose/detection/scene_change.h"

#include <gmock/gmock.h>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace securepose::detection {
namespace {

/// A scene of soft spots, larger than any view of it.
cv::Mat scene(std::uint64_t seed) {
  cv::Mat picture(700, 1000, CV_8UC3, cv::Scalar(60, 80, 100));
  cv::RNG random(seed);
  for (int i = 0; i < 150; ++i) {
    const cv::Point center(random.uniform(0, 1000), random.uniform(0, 700));
    const cv::Scalar colour(random.uniform(0, 255), random.uniform(0, 255), random.uniform(0, 255));
    cv::circle(picture, center, random.uniform(15, 70), colour, cv::FILLED, cv::LINE_AA);
  }
  return picture;
}

cv::Mat view(const cv::Mat& scene, int x, int y) { return scene(cv::Rect(x, y, 640, 480)).clone(); }

TEST(SceneChangeMeter, FirstPictureHasNothingToCompareWith) {
  SceneChangeMeter meter;
  EXPECT_FALSE(meter.measure(scene(1)).has_value());
}

TEST(SceneChangeMeter, SamePictureDoesNotChange) {
  SceneChangeMeter meter;
  const cv::Mat picture = view(scene(1), 100, 100);
  meter.measure(picture);
  const auto change = meter.measure(picture);
  ASSERT_TRUE(change.has_value());
  EXPECT_NEAR(change->histogram_distance, 0, 1e-6);
  EXPECT_NEAR(change->residual, 0, 0.1);
  EXPECT_NEAR(change->shift_x_px, 0, 0.1);
  EXPECT_NEAR(change->shift_y_px, 0, 0.1);
  EXPECT_GT(change->shift_certainty, 0.9);
}

TEST(SceneChangeMeter, ComparesPicturesAsTheyAreInEveryFormat) {
  // 160 x 90 suits the transform as it is.
  for (const cv::Size size : {cv::Size(640, 360), cv::Size(360, 640), cv::Size(640, 480)}) {
    SceneChangeMeter meter;
    const cv::Mat picture = scene(6)(cv::Rect(cv::Point(100, 20), size)).clone();
    meter.measure(picture);
    for (int i = 0; i < 3; ++i) {
      const auto change = meter.measure(picture);
      ASSERT_TRUE(change.has_value());
      EXPECT_NEAR(change->residual, 0, 0.1) << size << ' ' << i;
    }
  }
}

TEST(SceneChangeMeter, PannedCameraGivesTheBackgroundsShift) {
  const cv::Mat world = scene(2);
  for (const cv::Point step : {cv::Point(12, 0), cv::Point(-20, 8), cv::Point(3, -30)}) {
    SceneChangeMeter meter;
    meter.measure(view(world, 150, 100));
    // The camera looks further right, so what it sees moves left.
    const auto change = meter.measure(view(world, 150 + step.x, 100 + step.y));
    ASSERT_TRUE(change.has_value());
    EXPECT_NEAR(change->shift_x_px, -step.x, 1.0);
    EXPECT_NEAR(change->shift_y_px, -step.y, 1.0);
    EXPECT_GT(change->shift_certainty, 0.3);
    EXPECT_LT(change->residual, 12);
  }
}

TEST(SceneChangeMeter, CutToAnotherSceneIsFarFromAnyShift) {
  SceneChangeMeter meter;
  meter.measure(view(scene(3), 100, 100));
  cv::Mat other = view(scene(4), 100, 100);
  other = 255 - other;
  const auto change = meter.measure(other);
  ASSERT_TRUE(change.has_value());
  EXPECT_GT(change->histogram_distance, 0.4);
  EXPECT_GT(change->residual, 25);
  EXPECT_LT(change->shift_certainty, 0.2);
}

TEST(SceneChangeMeter, FlatPicturesGiveFiniteNumbers) {
  SceneChangeMeter meter;
  meter.measure(cv::Mat(480, 640, CV_8UC3, cv::Scalar::all(0)));
  const auto change = meter.measure(cv::Mat(480, 640, CV_8UC3, cv::Scalar::all(255)));
  ASSERT_TRUE(change.has_value());
  EXPECT_NEAR(change->histogram_distance, 1, 1e-6);
  EXPECT_TRUE(std::isfinite(change->shift_x_px));
  EXPECT_TRUE(std::isfinite(change->shift_y_px));
  EXPECT_GE(change->shift_certainty, 0);
  EXPECT_LE(change->shift_certainty, 1);
}

TEST(SceneChangeMeter, TinyPictureAndChangedSizeAreAccepted) {
  SceneChangeMeter meter;
  meter.measure(cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(10)));
  const auto change = meter.measure(view(scene(1), 0, 0));
  ASSERT_TRUE(change.has_value());
  EXPECT_GT(change->residual, 0);
}

}  // namespace
}  // namespace securepose::detection
