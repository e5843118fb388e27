#include "securepose/kinematics/gait_profile.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::kinematics {
namespace {

CycleCurve flat(const char* column, Side side, double deg) {
  CycleCurve curve{.column = column, .side = side, .strides = 3};
  curve.mean_deg.fill(deg);
  return curve;
}

NormalBand band(const char* angle, double deg) {
  NormalBand b{.angle = angle};
  b.mean_deg.fill(deg);
  b.deviation_deg.fill(5);
  return b;
}

TEST(GaitProfile, IsTheRootMeanSquareOfTheVariables) {
  const auto profile = gait_profile({flat("left_knee_flexion_deg", Side::kLeft, 26),
                                     flat("right_knee_flexion_deg", Side::kRight, 20),
                                     flat("left_hip_flexion_deg", Side::kLeft, 18)},
                                    {band("knee_flexion", 20), band("hip_flexion", 10)});
  ASSERT_TRUE(profile);
  ASSERT_EQ(profile->variables.size(), 3U);
  EXPECT_DOUBLE_EQ(profile->variables[0].score_deg, 6);
  EXPECT_DOUBLE_EQ(*profile->left_deg, std::sqrt((36.0 + 64) / 2));
  EXPECT_DOUBLE_EQ(*profile->right_deg, 0);
  EXPECT_DOUBLE_EQ(*profile->both_deg, std::sqrt((36.0 + 64 + 0) / 3));
}

TEST(GaitProfile, NeedsABandThatFitsAndAWholeCurve) {
  CycleCurve holed = flat("left_knee_flexion_deg", Side::kLeft, 26);
  for (std::size_t percent = 0; percent < 20; ++percent) holed.mean_deg[percent].reset();
  EXPECT_FALSE(gait_profile({holed}, {band("knee_flexion", 20)}));
  EXPECT_FALSE(gait_profile({flat("left_knee_flexion_deg", Side::kLeft, 26)}, {}));
  EXPECT_FALSE(gait_profile({flat("left_knee_flexion_deg", Side::kLeft, 26)},
                            {band("ankle_dorsiflexion", 0)}));
}

TEST(GaitProfile, NamesWithoutSideAndUnit) {
  EXPECT_EQ(angle_of_column("left_knee_flexion_deg"), "knee_flexion");
  EXPECT_EQ(angle_of_column("trunk_lean_deg"), "trunk_lean");
}

}  // namespace
}  // namespace securepose::kinematics
