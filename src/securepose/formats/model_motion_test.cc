#include "securepose/formats/model_motion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "securepose/base/error.h"

namespace securepose::formats {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr double kFps = 30;

/// Four seconds in which each angle grows by its own amount a second.
StoredMovement movement() {
  StoredMovement m;
  for (int i = 0; i < 120; ++i) {
    m.frames.push_back(i);
    m.time_s.push_back(i / kFps);
  }
  m.poses.resize(120);
  double slope = 1;
  for (const char* name :
       {"left_hip_flexion_deg", "right_hip_flexion_deg", "left_knee_flexion_deg",
        "right_knee_flexion_deg", "left_ankle_dorsiflexion_deg", "right_ankle_dorsiflexion_deg",
        "trunk_lean_deg", "right_elbow_flexion_deg"}) {
    kinematics::TimedCurve curve{name, m.time_s, {}};
    for (const double t : m.time_s) curve.values.emplace_back(slope * t);
    m.angles.push_back(std::move(curve));
    slope += 1;
  }
  m.passes = {{0, 4, 1}};
  return m;
}

kinematics::TimedCurve& curve(StoredMovement& m, const std::string& name) {
  return *std::find_if(m.angles.begin(), m.angles.end(),
                       [&](const auto& c) { return c.name == name; });
}

double value(const ModelMotion& motion, const std::string& coordinate, std::size_t row) {
  const auto found = std::find(motion.coordinates.begin(), motion.coordinates.end(), coordinate);
  if (found == motion.coordinates.end()) return std::nan("");
  return motion.rows[row][static_cast<std::size_t>(found - motion.coordinates.begin())];
}

TEST(ModelMotion, TheModelsDifferAtTheKneeAndInTheArms) {
  const auto rajagopal = model_motions(movement(), OpenSimModel::kRajagopal);
  const auto gait2392 = model_motions(movement(), OpenSimModel::kGait2392);
  ASSERT_EQ(rajagopal.parts.size(), 1U);
  ASSERT_EQ(gait2392.parts.size(), 1U);
  const ModelMotion &r = rajagopal.parts[0], &g = gait2392.parts[0];
  EXPECT_NEAR(value(r, "hip_flexion_r", 30), 2, 1e-9);
  EXPECT_NEAR(value(g, "hip_flexion_r", 30), 2, 1e-9);
  EXPECT_NEAR(value(r, "knee_angle_l", 30), 3, 1e-9);
  EXPECT_NEAR(value(g, "knee_angle_l", 30), -3, 1e-9);
  EXPECT_NEAR(value(r, "ankle_angle_r", 30), 6, 1e-9);
  EXPECT_NEAR(value(r, "lumbar_extension", 30), -7, 1e-9);
  EXPECT_NEAR(value(r, "elbow_flex_r", 30), 8, 1e-9);
  EXPECT_TRUE(std::isnan(value(g, "elbow_flex_r", 30)));
  EXPECT_EQ(value(r, "pelvis_rotation", 0), 0);
  EXPECT_EQ(value(r, "pelvis_tilt", 0), 0);
  EXPECT_TRUE(std::isnan(value(r, "pelvis_tx", 0)));  // no scale
}

TEST(ModelMotion, ShortGapsAreFilledAndTold) {
  StoredMovement m = movement();
  for (const std::size_t i : {40U, 41U, 42U}) curve(m, "left_knee_flexion_deg").values[i].reset();
  const auto motions = model_motions(m, OpenSimModel::kRajagopal);
  ASSERT_EQ(motions.parts.size(), 1U);
  EXPECT_EQ(motions.parts[0].time_s.size(), 120U);
  EXPECT_NEAR(value(motions.parts[0], "knee_angle_l", 41), 3 * 41 / kFps, 1e-6);
  EXPECT_THAT(motions.notes, Contains(HasSubstr("3 values in gaps of up to 0.12 s")));
}

TEST(ModelMotion, ALongerGapEndsAFileAndATurnAsWell) {
  StoredMovement m = movement();
  for (std::size_t i = 40; i < 45; ++i) curve(m, "left_knee_flexion_deg").values[i].reset();
  m.passes = {{0, 2.6, 1}, {2.6 + 1 / kFps, 4, -1}};
  const auto motions = model_motions(m, OpenSimModel::kRajagopal);
  ASSERT_EQ(motions.parts.size(), 3U);
  EXPECT_NEAR(motions.parts[0].time_s.back(), 39 / kFps, 1e-9);
  EXPECT_NEAR(motions.parts[1].time_s.front(), 45 / kFps, 1e-9);
  EXPECT_EQ(value(motions.parts[1], "pelvis_rotation", 0), 0);
  EXPECT_EQ(value(motions.parts[2], "pelvis_rotation", 0), 180);
  EXPECT_THAT(motions.notes, Contains(HasSubstr("5 of 120 frames are in no file")));
}

TEST(ModelMotion, AnAngleThatIsHardlyKnownDoesNotCutTheOthers) {
  StoredMovement m = movement();
  auto& ankle = curve(m, "left_ankle_dorsiflexion_deg").values;
  for (std::size_t i = 0; i < 120; ++i)
    if (i % 40 > 8) ankle[i].reset();
  curve(m, "trunk_lean_deg").values[60].reset();
  for (std::size_t i = 70; i < 80; ++i) curve(m, "right_elbow_flexion_deg").values[i].reset();
  const auto motions = model_motions(m, OpenSimModel::kRajagopal);
  ASSERT_EQ(motions.parts.size(), 1U);
  EXPECT_EQ(motions.parts[0].time_s.size(), 120U);
  EXPECT_TRUE(std::isnan(value(motions.parts[0], "ankle_angle_l", 0)));
  EXPECT_FALSE(std::isnan(value(motions.parts[0], "lumbar_extension", 60)));
  EXPECT_THAT(motions.notes, Contains(HasSubstr("ankle_angle_l is left out")));
  EXPECT_THAT(motions.notes, Contains(HasSubstr("elbow_flex_r is left out")));
}

TEST(ModelMotion, WithAScaleTheHipsStandWhereTheyAre) {
  StoredMovement m = movement();
  m.m_per_px = 0.01;
  for (auto& pose : m.poses) {
    using L = kinematics::BodyLandmark;
    pose[index_of(L::kLeftHip)] = pose[index_of(L::kRightHip)] =
        StoredPoint{.x_px = 500, .y_px = 400};
    pose[index_of(L::kLeftHeel)] = StoredPoint{.x_px = 500, .y_px = 490};
  }
  const auto to_the_right = model_motions(m, OpenSimModel::kRajagopal).parts[0];
  m.passes[0].facing = -1;
  const auto to_the_left = model_motions(m, OpenSimModel::kRajagopal).parts[0];
  EXPECT_NEAR(value(to_the_right, "pelvis_tx", 5), 5 + 0.0563, 1e-9);
  EXPECT_NEAR(value(to_the_left, "pelvis_tx", 5), 5 - 0.0563, 1e-9);
  EXPECT_NEAR(value(to_the_left, "pelvis_ty", 5), 0.9 + 0.0785, 1e-9);
}

TEST(ModelMotion, TheFileHasNoNaN) {
  StoredMovement m = movement();
  curve(m, "left_knee_flexion_deg").values[3].reset();
  const auto motions = model_motions(m, OpenSimModel::kGait2392);
  const std::string text = mot_text(motions.parts[0], "walk.mot");
  EXPECT_TRUE(text.starts_with("walk.mot\nversion=1\nnRows=120\nnColumns=11\ninDegrees=yes\n"));
  EXPECT_EQ(text.find("nan"), std::string::npos);
}

TEST(ModelMotion, OfNoLegThereIsNone) {
  StoredMovement m = movement();
  m.angles.erase(m.angles.begin(), m.angles.begin() + 6);
  EXPECT_THROW(model_motions(m, OpenSimModel::kRajagopal), base::Error);
}

}  // namespace
}  // namespace securepose::formats
