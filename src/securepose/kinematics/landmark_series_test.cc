#include "securepose/kinematics/landmark_series.h"

#include <gtest/gtest.h>

namespace securepose::kinematics {
namespace {

TEST(SampleFromBlazePose, KeepsEveryPointUnderItsName) {
  pose::PoseLandmarks landmarks;
  for (std::size_t i = 0; i < pose::kBlazePoseLandmarks; ++i) {
    landmarks.landmarks[i].point = {10.0 + static_cast<double>(i), 20.0};
    landmarks.landmarks[i].visibility = 0.01 * static_cast<double>(i);
    landmarks.world[i].z_m = static_cast<double>(i);
  }
  const LandmarkSample sample =
      sample_from_blazepose(landmarks, 7, base::Timestamp::from_seconds(0.25));
  EXPECT_EQ(sample.frame, 7);
  EXPECT_EQ(sample.time.ns, 250'000'000);
  const auto heel = static_cast<std::size_t>(pose::BlazePose::kRightHeel);
  ASSERT_TRUE(sample[BodyLandmark::kRightHeel].has_value());
  EXPECT_EQ(sample[BodyLandmark::kRightHeel]->point_px, landmarks.landmarks[heel].point);
  EXPECT_DOUBLE_EQ(sample[BodyLandmark::kRightHeel]->confidence, 0.01 * heel);
  ASSERT_TRUE(sample.world.has_value());
  EXPECT_DOUBLE_EQ((*sample.world)[heel].z_m, static_cast<double>(heel));
  EXPECT_FALSE(sample[BodyLandmark::kMidHip].has_value());
}

TEST(SampleFromBlazePose, EnumeratorsAgreeWithBlazePose) {
  EXPECT_EQ(index_of(BodyLandmark::kLeftHip), static_cast<std::size_t>(pose::BlazePose::kLeftHip));
  EXPECT_EQ(index_of(BodyLandmark::kRightEar),
            static_cast<std::size_t>(pose::BlazePose::kRightEar));
  EXPECT_EQ(index_of(BodyLandmark::kRightBigToe),
            static_cast<std::size_t>(pose::BlazePose::kRightFootIndex));
}

}  // namespace
}  // namespace securepose::kinematics
