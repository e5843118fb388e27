#include "securepose/kinematics/stride_angles.h"

#include <gtest/gtest.h>

namespace securepose::kinematics {
namespace {

base::Timestamp at_s(double seconds) { return base::Timestamp::from_seconds(seconds); }

/// Knee: 5, 20 at 0.2 s, 3 at 0.5 s, 60 at 0.8 s, 5 at 1 s, straight between.
AngleTable table() {
  AngleTable t;
  AngleColumn column{"right_knee_flexion_deg", {}, {}, ""};
  const double at[] = {5, 12.5, 20, 14, 9, 3, 20, 40, 60, 30, 5};
  for (int i = 0; i <= 10; ++i) {
    t.frames.push_back(i);
    t.times.push_back(at_s(i / 10.0));
    column.values_deg.emplace_back(at[i]);
    column.interpolated.push_back(false);
  }
  t.columns.push_back(column);
  return t;
}

Stride stride() {
  Stride s;
  s.side = Side::kRight;
  s.start = at_s(0);
  s.end = at_s(1);
  s.final_contact = at_s(0.6);
  return s;
}

TEST(StrideAngles, ContactPeaksAndRange) {
  const auto angles = stride_angles(table(), stride());
  ASSERT_EQ(angles.size(), 3U);
  const StrideAngle& knee = angles[1];
  EXPECT_EQ(knee.motion, "knee_flexion");
  EXPECT_DOUBLE_EQ(*knee.at_contact_deg, 5);
  EXPECT_DOUBLE_EQ(*knee.stance_peak_deg, 20);
  EXPECT_DOUBLE_EQ(*knee.swing_peak_deg, 60);
  EXPECT_DOUBLE_EQ(*knee.least_deg, 3);
  EXPECT_DOUBLE_EQ(*knee.range_deg, 57);
  EXPECT_FALSE(angles[0].range_deg);
}

TEST(StrideAngles, WhatWasNotSeenHasNoPeak) {
  AngleTable t = table();
  t.columns[0].values_deg[8].reset();
  t.columns[0].values_deg[9].reset();
  const auto angles = stride_angles(t, stride());
  EXPECT_FALSE(angles[1].swing_peak_deg);
  EXPECT_FALSE(angles[1].range_deg);
  EXPECT_DOUBLE_EQ(*angles[1].stance_peak_deg, 20);
}

TEST(StrideAngles, WithoutFinalContactThereAreNoPhases) {
  Stride s = stride();
  s.final_contact.reset();
  const auto angles = stride_angles(table(), s);
  EXPECT_FALSE(angles[1].stance_peak_deg);
  EXPECT_FALSE(angles[1].swing_peak_deg);
  EXPECT_TRUE(angles[1].range_deg);
}

}  // namespace
}  // namespace securepose::kinematics
