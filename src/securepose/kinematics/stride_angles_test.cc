#include "securepose/kinematics/stride_angles.h"

#include <gtest/gtest.h>

#include <string>

#include "securepose/kinematics/gait_cycle.h"
#include "securepose/kinematics/measure.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

base::Timestamp at_s(double seconds) { return base::Timestamp::from_seconds(seconds); }

/// Knee and ankle as in books: the knee 5 at contact, 18 at 15 %, 3 at 40 %, 38 at final contact
/// (60 %), 62 at 75 %; the ankle 0, -7 at 10 %, 10 at 45 %, -18 at 65 %, 3 at 85 %; straight
/// between.
AngleTable table() {
  AngleTable t;
  AngleColumn knee{"right_knee_flexion_deg", {}, {}, ""};
  AngleColumn ankle{"right_ankle_dorsiflexion_deg", {}, {}, ""};
  const double knee_at[] = {5,  9,  14, 18, 15, 12, 9,  6,  3,  8, 18,
                            28, 38, 50, 57, 62, 50, 36, 22, 10, 5};
  const double ankle_at[] = {0, -4,  -7,  -4,  -1, 2,  4, 6, 8, 10, 6,
                             0, -10, -18, -14, -8, -2, 3, 2, 1, 0};
  for (int i = 0; i <= 20; ++i) {
    t.frames.push_back(i);
    t.times.push_back(at_s(i / 20.0));
    knee.values_deg.emplace_back(knee_at[i]);
    ankle.values_deg.emplace_back(ankle_at[i]);
    knee.interpolated.push_back(false);
    ankle.interpolated.push_back(false);
  }
  t.columns = {knee, ankle};
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

std::optional<double> reading(const std::vector<std::optional<double>>& values, AngleReading r) {
  EXPECT_EQ(values.size(), angle_readings().size());
  return values.at(static_cast<std::size_t>(r));
}

TEST(StrideAngles, StandInTheOrderOfTheirList) {
  for (std::size_t r = 0; r < angle_readings().size(); ++r)
    EXPECT_EQ(static_cast<std::size_t>(angle_readings()[r].reading), r);
}

TEST(StrideAngles, TheKneesLoadingResponseIsNotItsPreSwing) {
  const auto values = stride_angles(table(), stride());
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kKneeAtContact), 5);
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kKneeLoadingPeak), 18);
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kKneeStanceLeast), 3);
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kKneeSwingPeak), 62);
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kKneeRange), 59);
  EXPECT_FALSE(reading(values, AngleReading::kHipRange));
}

TEST(StrideAngles, TheAnkleHasThreeRockers) {
  const auto values = stride_angles(table(), stride());
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kAnkleFirstRocker), -7);
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kAnkleSecondRocker), 10);
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kAnkleThirdRocker), -18);
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kAnkleSwingPeak), 3);
}

TEST(StrideAngles, WhatWasNotSeenHasNoPeak) {
  AngleTable t = table();
  for (const std::size_t i : {14U, 15U, 16U}) t.columns[0].values_deg[i].reset();
  const auto values = stride_angles(t, stride());
  EXPECT_FALSE(reading(values, AngleReading::kKneeSwingPeak));
  EXPECT_FALSE(reading(values, AngleReading::kKneeRange));
  EXPECT_DOUBLE_EQ(*reading(values, AngleReading::kKneeLoadingPeak), 18);
}

TEST(StrideAngles, WithoutFinalContactThereAreNoPhases) {
  Stride s = stride();
  s.final_contact.reset();
  const auto values = stride_angles(table(), s);
  EXPECT_FALSE(reading(values, AngleReading::kKneeLoadingPeak));
  EXPECT_FALSE(reading(values, AngleReading::kKneeSwingPeak));
  EXPECT_FALSE(reading(values, AngleReading::kAnkleSecondRocker));
  EXPECT_TRUE(reading(values, AngleReading::kKneeRange));
}

/// The walker's knee bends by 17 degrees after contact and by 37 before the foot leaves the floor.
TEST(StrideAngles, OfAWalkerAreThoseOfItsExactCurves) {
  const auto walk = testing::synthetic_walk({.fps = 100}, 1);
  AngleTable t;
  for (const auto& sample : walk.series.samples) {
    t.frames.push_back(sample.frame);
    t.times.push_back(sample.time);
  }
  for (const auto& [name, values] : walk.truth.angles_deg) {
    AngleColumn column{name, {}, std::vector<bool>(values.size(), false), ""};
    for (const double v : values) column.values_deg.emplace_back(v);
    t.columns.push_back(column);
  }
  Stride s;
  s.side = Side::kRight;
  s.start = at_s(1.2);
  s.end = at_s(2.4);
  s.final_contact = at_s(1.2 + 0.62 * 1.2);
  const auto exact = stride_angles(t, s);
  MovementOptions options;
  const MovementResult measured = measure(walk.series, options);
  for (const AngleReadingInfo& info : angle_readings()) {
    const auto* row =
        measured.gait.find(std::string(info.motion) + "_" + std::string(info.what) + "_deg");
    ASSERT_NE(row, nullptr);
    ASSERT_TRUE(row->right) << info.what;
    EXPECT_NEAR(row->right->mean, *reading(exact, info.reading), 4)
        << info.motion << " " << info.what;
  }
  const double loading = *reading(exact, AngleReading::kKneeLoadingPeak);
  const auto at_lift = angle_at(t, *t.find("right_knee_flexion_deg"), *s.final_contact);
  EXPECT_GT(*at_lift, loading + 10);  // which the loading response must not be
}

}  // namespace
}  // namespace securepose::kinematics
