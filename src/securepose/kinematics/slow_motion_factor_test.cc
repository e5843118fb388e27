#include "securepose/kinematics/slow_motion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>

namespace securepose::kinematics {
namespace {

using Source = SlowMotion::Source;

SlowMotion told(double capture_fps, double played_fps) {
  return slow_motion_of({}, capture_fps, 1 / played_fps);
}

TEST(SlowMotionOf, ACaptureRateAboveThePlayedOneIsTheFactor) {
  EXPECT_EQ(told(120, 30).factor, 4);
  EXPECT_EQ(told(240, 29.97).factor, 8) << "nominal rates";
  EXPECT_EQ(told(60, 30).factor, 2);
  EXPECT_EQ(told(960, 24).factor, 40);
  EXPECT_EQ(told(30, 7.5).factor, 4);
  EXPECT_DOUBLE_EQ(told(120, 25).factor, 4.8);
  const SlowMotion slow = told(240, 30);
  EXPECT_EQ(slow.source, Source::kCaptureRate);
  ASSERT_TRUE(slow.warning);
  EXPECT_NE(slow.warning->find("slow motion"), std::string::npos);
  EXPECT_NE(slow.warning->find("--slow-motion off"), std::string::npos);
}

TEST(SlowMotionOf, ARecordingThatPlaysAsItWasCapturedIsNormal) {
  for (const auto& [capture_fps, played_fps] :
       {std::pair{30.0, 29.97}, {30.0, 28.0}, {240.0, 239.6}, {59.94, 60.0}}) {
    const SlowMotion normal = told(capture_fps, played_fps);
    EXPECT_EQ(normal.factor, 1) << capture_fps;
    EXPECT_EQ(normal.source, Source::kNothing);
    EXPECT_FALSE(normal.warning) << *normal.warning;
  }
  EXPECT_FALSE(slow_motion_of({}, std::nullopt, 1 / 30.0).warning);
  EXPECT_EQ(slow_motion_of({}, std::nullopt, 1 / 30.0).factor, 1);
}

TEST(SlowMotionOf, WhatMayBeADarkRoomIsToldButNotBelieved) {
  for (const double played_fps : {24.0, 20.0, 15.0, 12.0}) {
    const SlowMotion dark = told(30, played_fps);
    EXPECT_EQ(dark.factor, 1) << played_fps;
    ASSERT_TRUE(dark.warning) << played_fps;
    EXPECT_NE(dark.warning->find("--slow-motion"), std::string::npos);
  }
  EXPECT_NE(told(30, 15).warning->find("(2, if"), std::string::npos) << *told(30, 15).warning;
}

TEST(SlowMotionOf, NumbersThatCantBeAreToldButNotBelieved) {
  for (const double capture_fps : {0.0, -30.0, 1e9, 1e-6, 7680.0 * 30}) {
    const SlowMotion odd = told(capture_fps, 30);
    EXPECT_EQ(odd.factor, 1) << capture_fps;
    ASSERT_TRUE(odd.warning) << capture_fps;
    EXPECT_EQ(odd.capture_fps, capture_fps);
  }
  EXPECT_TRUE(told(30, 60).warning) << "too fast for a time lapse";
  EXPECT_EQ(told(30, 60).factor, 1);
}

TEST(SlowMotionOf, ATimeLapseIsTheOtherWay) {
  EXPECT_DOUBLE_EQ(told(10, 30).factor, 1.0 / 3);
  EXPECT_NE(told(10, 30).warning->find("time lapse"), std::string::npos);
}

TEST(SlowMotionOf, TheUserKnowsBetter) {
  const SlowMotion off = slow_motion_of({SlowMotionRequest::Kind::kOff}, 240, 1 / 30.0);
  EXPECT_EQ(off.factor, 1);
  EXPECT_FALSE(off.warning);
  EXPECT_EQ(off.source, Source::kUser);
  const SlowMotion given = slow_motion_of({SlowMotionRequest::Kind::kFactor, 5}, 240, 1 / 30.0);
  EXPECT_EQ(given.factor, 5);
  EXPECT_FALSE(given.warning);
  EXPECT_EQ(slow_motion_of({SlowMotionRequest::Kind::kFactor, 5}, std::nullopt, {}).factor, 5);
}

}  // namespace
}  // namespace securepose::kinematics
