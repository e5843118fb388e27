#include "securepose/kinematics/world_angles.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace securepose::kinematics {
namespace {

using L = BodyLandmark;

struct Scene {
  LandmarkTracks tracks;
  LandmarkSeries series;
};

/// A body turned about the vertical by `turn_deg`: right thigh flexed by 30, knee by 60, foot
/// level, right arm 20 forwards, elbow bent by 45, trunk upright.
Scene body(double turn_deg, std::size_t samples = 1) {
  Scene s;
  s.series.samples.resize(samples);
  s.tracks.shot_starts = {0};
  for (LandmarkTrack& track : s.tracks.tracks) track.resize(samples);
  for (std::size_t i = 0; i < samples; ++i) {
    s.tracks.time_s.push_back(static_cast<double>(i) / 30);
    s.series.samples[i].world.emplace();
    const double turn = turn_deg * std::numbers::pi / 180;
    // Body: forward, up, to the right. Facing the camera (turn 0) forward is -z and right is -x.
    const auto put = [&](L landmark, double forward, double up, double right) {
      const double z = -forward, x = -right;
      (*s.series.samples[i].world)[index_of(landmark)] = {
          x * std::cos(turn) - z * std::sin(turn), -up, x * std::sin(turn) + z * std::cos(turn)};
      s.tracks[landmark].state[i] = PointState::kSeen;
    };
    const auto cosd = [](double deg) { return std::cos(deg * std::numbers::pi / 180); };
    const auto sind = [](double deg) { return std::sin(deg * std::numbers::pi / 180); };
    put(L::kRightHip, 0, 0, 0.1);
    put(L::kLeftHip, 0, 0, -0.1);
    put(L::kRightShoulder, 0, 0.5, 0.2);
    put(L::kLeftShoulder, 0, 0.5, -0.2);
    const double kf = 0.4 * sind(30), ku = -0.4 * cosd(30);
    put(L::kRightKnee, kf, ku, 0.1);
    const double af = kf + 0.4 * sind(-30), au = ku - 0.4 * cosd(-30);
    put(L::kRightAnkle, af, au, 0.1);
    put(L::kRightHeel, af - 0.05, au, 0.1);
    put(L::kRightBigToe, af + 0.15, au, 0.1);
    put(L::kRightElbow, 0.3 * sind(20), 0.5 - 0.3 * cosd(20), 0.2);
    put(L::kRightWrist, 0.3 * sind(20) + 0.25 * sind(65), 0.5 - 0.3 * cosd(20) - 0.25 * cosd(65),
        0.2);
  }
  return s;
}

double value(const Scene& s, const char* name) {
  AngleTable table;
  add_world_angles(s.tracks, s.series, {}, table);
  const AngleColumn* column = table.find(name);
  if (column == nullptr || !column->values_deg[0]) return 1e9;
  return *column->values_deg[0];
}

TEST(WorldAngles, AreTheSameFromEveryView) {
  for (const double turn_deg : {0.0, 45.0, 90.0, 135.0, 180.0, 270.0}) {
    const Scene s = body(turn_deg);
    EXPECT_NEAR(value(s, "right_hip_flexion_trunk_3d_deg"), 30, 1e-6) << turn_deg;
    EXPECT_NEAR(value(s, "right_knee_flexion_3d_deg"), 60, 1e-6) << turn_deg;
    EXPECT_NEAR(value(s, "right_ankle_dorsiflexion_3d_deg"), 30, 1e-6) << turn_deg;
    EXPECT_NEAR(value(s, "right_shoulder_flexion_3d_deg"), 20, 1e-6) << turn_deg;
    EXPECT_NEAR(value(s, "right_elbow_flexion_3d_deg"), 45, 1e-6) << turn_deg;
  }
}

TEST(WorldAngles, AMendedSwapTakesTheOtherSidesPoints) {
  Scene s = body(0);
  auto& world = *s.series.samples[0].world;
  for (const L landmark : {L::kRightHip, L::kRightKnee, L::kRightAnkle}) {
    std::swap(world[index_of(landmark)], world[index_of(mirrored(landmark))]);
    s.tracks[landmark].swap_mended[0] = 1;
    s.tracks[mirrored(landmark)].swap_mended[0] = 1;
  }
  EXPECT_NEAR(value(s, "right_knee_flexion_3d_deg"), 60, 1e-6);
  EXPECT_NEAR(value(s, "right_hip_flexion_trunk_3d_deg"), 30, 1e-6);
}

TEST(WorldAngles, WhatWasNotSeenIsMissing) {
  Scene s = body(0);
  AngleTable table;
  add_world_angles(s.tracks, s.series, {}, table);
  EXPECT_EQ(table.columns.size(), 10U);
  EXPECT_FALSE(table.find("left_knee_flexion_3d_deg")->missing_reason.empty());
  s.tracks[L::kRightAnkle].state[0] = PointState::kMissing;
  EXPECT_EQ(value(s, "right_knee_flexion_3d_deg"), 1e9);
}

TEST(WorldAngles, NeedWorldPoints) {
  Scene s = body(0);
  s.series.samples[0].world.reset();
  AngleTable table;
  add_world_angles(s.tracks, s.series, {}, table);
  EXPECT_TRUE(table.columns.empty());
}

TEST(WorldAngles, AreSmoothedOverTime) {
  Scene s = body(0, 60);
  for (std::size_t i = 0; i < 60; ++i)
    (*s.series.samples[i].world)[index_of(L::kRightAnkle)].z_m += i % 2 == 0 ? 0.02 : -0.02;
  AngleTable smooth, raw;
  add_world_angles(s.tracks, s.series, {}, smooth);
  MovementOptions none;
  none.smoother = Smoother::kNone;
  add_world_angles(s.tracks, s.series, none, raw);
  const auto at = [](const AngleTable& table, std::size_t i) {
    return *table.find("right_knee_flexion_3d_deg")->values_deg[i];
  };
  EXPECT_GT(std::abs(at(raw, 30) - at(raw, 31)), 3);
  EXPECT_LT(std::abs(at(smooth, 30) - at(smooth, 31)), 0.3);
}

}  // namespace
}  // namespace securepose::kinematics
