#include "securepose/kinematics/balance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace securepose::kinematics {
namespace {

using L = BodyLandmark;
constexpr double kPi = std::numbers::pi;

/// Hips on an ellipse of 20 by 10 px once in two seconds, for 10 s; the head stands still.
LandmarkTracks swaying() {
  LandmarkTracks tracks;
  tracks.shot_starts = {0};
  const std::size_t n = 601;
  for (LandmarkTrack& track : tracks.tracks) track.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double t = static_cast<double>(i) / 60;
    tracks.time_s.push_back(t);
    const auto put = [&](L landmark, double x, double y) {
      tracks[landmark].x_px[i] = x;
      tracks[landmark].y_px[i] = y;
      tracks[landmark].state[i] = PointState::kSeen;
    };
    put(L::kMidHip, 900 + 20 * std::cos(kPi * t), 500 + 10 * std::sin(kPi * t));
    put(L::kNose, 900, 150);
  }
  return tracks;
}

std::vector<PassGeometry> standing() {
  PassGeometry pass;
  pass.pass.first_sample = 0;
  pass.pass.last_sample = 600;
  pass.pass.activity = Activity::kStanding;
  pass.size.height_px = 800;
  return {pass};
}

TEST(Balance, PathAreaAndSpread) {
  const auto sways = balance(swaying(), standing(), 1.6);
  ASSERT_EQ(sways.size(), 2U);
  const Sway& hips = sways[0];
  EXPECT_EQ(hips.point, "mid_hip");
  EXPECT_NEAR(hips.duration_s, 10, 0.01);
  EXPECT_NEAR(hips.path_heights * 800, 5 * 96.88, 1);  // circumference of the ellipse
  EXPECT_NEAR(hips.sideways_heights * 800, 20 / std::numbers::sqrt2, 0.1);
  EXPECT_NEAR(hips.upwards_heights * 800, 10 / std::numbers::sqrt2, 0.1);
  EXPECT_NEAR(hips.area_heights2 * 800 * 800, kPi * 5.991 * 100, 10);
  EXPECT_NEAR(hips.covariance_heights2 * 800 * 800, 0, 1);
  for (const SwayPlace& place : hips.places) EXPECT_LT(std::abs(place.upwards_heights), 11 / 800.0);
  EXPECT_DOUBLE_EQ(*hips.body_height_m, 1.6);
  EXPECT_NEAR(sways[1].path_heights, 0, 1e-9);
}

TEST(Balance, DoesNotDependOnTheMirrorOrThePicturesSize) {
  LandmarkTracks mirrored = swaying();
  for (LandmarkTrack& track : mirrored.tracks)
    for (double& x : track.x_px) x = 2 * (1920 - x);
  for (LandmarkTrack& track : mirrored.tracks)
    for (double& y : track.y_px) y *= 2;
  auto passes = standing();
  passes[0].size.height_px *= 2;
  const auto a = balance(swaying(), standing(), std::nullopt);
  const auto b = balance(mirrored, passes, std::nullopt);
  EXPECT_NEAR(a[0].path_heights, b[0].path_heights, 1e-9);
  EXPECT_NEAR(a[0].area_heights2, b[0].area_heights2, 1e-9);
}

TEST(Balance, AGapIsNoWay) {
  LandmarkTracks tracks = swaying();
  for (std::size_t i = 100; i < 200; ++i) tracks[L::kMidHip].state[i] = PointState::kMissing;
  const auto sways = balance(tracks, standing(), std::nullopt);
  EXPECT_NEAR(sways[0].duration_s, 10 - 101 / 60.0, 0.01);
  for (std::size_t i = 200; i < 601; ++i) tracks[L::kMidHip].state[i] = PointState::kMissing;
  EXPECT_EQ(balance(tracks, standing(), std::nullopt).size(), 1U);
  EXPECT_TRUE(balance(tracks, {}, std::nullopt).empty());
}

}  // namespace
}  // namespace securepose::kinematics
