#include "securepose/report/stick_figures.h"

#include <gtest/gtest.h>

namespace securepose::report {
namespace {

using kinematics::BodyLandmark;

kinematics::MovementResult standing(int frames) {
  kinematics::MovementResult result;
  for (int i = 0; i < frames; ++i) {
    kinematics::LandmarkSample sample;
    sample.frame = i;
    sample.time = base::Timestamp::from_seconds(i * 0.1);
    sample[BodyLandmark::kLeftHip].emplace().point_px = {100, 200};
    sample[BodyLandmark::kLeftKnee].emplace().point_px = {110, 300};
    result.clean.samples.push_back(sample);
  }
  return result;
}

std::size_t knee() { return kinematics::index_of(BodyLandmark::kLeftKnee); }
std::size_t hip() { return kinematics::index_of(BodyLandmark::kLeftHip); }

TEST(StickFigures, ShowOneStrideInTenths) {
  kinematics::MovementResult result = standing(40);
  kinematics::Stride stride;
  stride.start = base::Timestamp::from_seconds(1);
  stride.end = base::Timestamp::from_seconds(2);
  result.gait.strides = {stride};
  const SkeletonStrip strip = stick_figures(result);
  ASSERT_EQ(strip.figures.size(), 11U);
  EXPECT_EQ(strip.figures.front().frame, 10);
  EXPECT_EQ(strip.figures.back().frame, 20);
  EXPECT_EQ(strip.figures[5].caption, "50 %");
}

TEST(StickFigures, SpreadOverTheRecordingWithoutStrides) {
  const SkeletonStrip strip = stick_figures(standing(40));
  ASSERT_EQ(strip.figures.size(), 12U);
  EXPECT_EQ(strip.figures.back().frame, 39);
}

TEST(StickFigures, StandUprightWhenTheRecordingLies) {
  kinematics::MovementResult result = standing(1);
  result.clean.upright_turn_deg = 90;
  result.clean.samples[0][BodyLandmark::kLeftHip]->point_px = {100, 200};
  result.clean.samples[0][BodyLandmark::kLeftKnee]->point_px = {200, 200};
  const StickFigure figure = stick_figures(result).figures.at(0);
  EXPECT_GT(figure.landmarks[knee()]->y_px, figure.landmarks[hip()]->y_px);
  EXPECT_DOUBLE_EQ(figure.landmarks[knee()]->x_px, figure.landmarks[hip()]->x_px);
}

TEST(StickFigures, AreNoneWithoutABody) { EXPECT_TRUE(stick_figures({}).figures.empty()); }

TEST(BodyBones, JoinExistingLandmarksOfOneSide) {
  for (const Bone& bone : body_bones()) {
    EXPECT_LT(bone.from, kinematics::kBodyLandmarks);
    EXPECT_LT(bone.to, kinematics::kBodyLandmarks);
    EXPECT_NE(bone.from, bone.to);
  }
}

}  // namespace
}  // namespace securepose::report
