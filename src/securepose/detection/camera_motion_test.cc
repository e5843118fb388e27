#include "securepose/detection/camera_motion.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace securepose::detection {
namespace {

/// A scene of soft spots, larger than any view of it.
cv::Mat scene(std::uint64_t seed) {
  cv::Mat picture(480, 1600, CV_8UC3, cv::Scalar(60, 80, 100));
  cv::RNG random(seed);
  for (int i = 0; i < 250; ++i) {
    const cv::Point center(random.uniform(0, 1600), random.uniform(0, 480));
    const cv::Scalar colour(random.uniform(0, 255), random.uniform(0, 255), random.uniform(0, 255));
    cv::circle(picture, center, random.uniform(10, 50), colour, cv::FILLED, cv::LINE_AA);
  }
  return picture;
}

cv::Mat view(const cv::Mat& world, int x, int y = 40) {
  return world(cv::Rect(x, y, 640, 400)).clone();
}

CameraMotion between(const cv::Mat& before, const cv::Mat& now) {
  CameraMotionMeter meter;
  EXPECT_FALSE(meter.measure(before).has_value());
  return meter.measure(now).value();
}

TEST(CameraMotionMeter, SeesShiftsOfUpToTwoThirdsOfThePicture) {
  const cv::Mat world = scene(1);
  for (const int step : {6, 20, 60, 150, 260, 350, 430}) {
    for (const int sign : {1, -1}) {
      const auto motion = between(view(world, 500), view(world, 500 + sign * step));
      ASSERT_EQ(motion.state, CameraState::kMoved) << sign * step;
      EXPECT_NEAR(motion.shift_px.x_px, -sign * step, 1.5 + 0.05 * step);
      EXPECT_NEAR(motion.shift_px.y_px, 0, 2);
    }
  }
}

TEST(CameraMotionMeter, SeesThemThroughTheBlurOfTheSwing) {
  const cv::Mat world = scene(2);
  const auto swung = [&](int x) {  // over 40 pixels of its way
    cv::Mat sum = cv::Mat::zeros(400, 640, CV_32FC3);
    for (int i = 0; i < 40; i += 4) {
      cv::Mat moment;
      view(world, x + i).convertTo(moment, CV_32F);
      sum += moment / 10;
    }
    cv::Mat picture;
    sum.convertTo(picture, CV_8U);
    return picture;
  };
  const auto motion = between(swung(300), swung(420));
  ASSERT_EQ(motion.state, CameraState::kMoved);
  EXPECT_NEAR(motion.shift_px.x_px, -120, 12);
}

TEST(CameraMotionMeter, PeopleWhoWalkBeforeAStillBackgroundDoNotMoveTheCamera) {
  const cv::Mat world = scene(3);
  const auto walking = [&](int x) {  // as high as the picture, over a fifth of its width
    cv::Mat picture = view(world, 300);
    cv::Mat person = scene(4)(cv::Rect(100, 40, 130, 400));
    person.copyTo(picture(cv::Rect(x, 0, 130, 400)));
    return picture;
  };
  for (const int step : {4, 10, 30}) {
    const auto motion = between(walking(250), walking(250 + step));
    EXPECT_EQ(motion.state, CameraState::kStill) << step;
    EXPECT_EQ(motion.shift_px, (geometry::Point{}));
  }
}

TEST(CameraMotionMeter, AnotherPlaceIsNoMotionThatCouldBeTold) {
  for (std::uint64_t seed = 10; seed < 30; seed += 2) {
    EXPECT_EQ(between(view(scene(seed), 300), view(scene(seed + 1), 300)).state,
              CameraState::kUnknown);
  }
}

TEST(CameraMotionMeter, NoiseAndOtherLightLeaveTheCameraStill) {
  const cv::Mat before = view(scene(5), 300);
  cv::Mat noise(before.size(), CV_8UC3);
  cv::RNG(1).fill(noise, cv::RNG::NORMAL, 10, 8);
  EXPECT_EQ(between(before, before + noise).state, CameraState::kStill);
  EXPECT_EQ(between(before, before).state, CameraState::kStill);
}

TEST(CameraMotionMeter, TakesPicturesOfAnySizeAndContent) {
  const cv::Mat flat(300, 200, CV_8UC3, cv::Scalar::all(90));
  EXPECT_EQ(between(flat, flat).state, CameraState::kStill);
  EXPECT_NE(between(flat, 255 - flat).state, CameraState::kMoved);
  EXPECT_NE(between(cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(9)), view(scene(6), 0)).state,
            CameraState::kMoved);
  EXPECT_NE(between(view(scene(6), 0), cv::Mat(3, 900, CV_8UC3, cv::Scalar::all(9))).state,
            CameraState::kMoved);
}

}  // namespace
}  // namespace securepose::detection
