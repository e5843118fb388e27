#include "securepose/kinematics/sit_to_stand.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace securepose::kinematics {
namespace {

using L = BodyLandmark;

/// Someone who rises `times` times within 1.2 s each, every 3 s, from 45 to 90 cm of hip height.
LandmarkTracks rising(int times, double mirror = 1) {
  LandmarkTracks tracks;
  tracks.shot_starts = {0};
  const std::size_t n = static_cast<std::size_t>(30 * (3 * times + 1));
  for (LandmarkTrack& track : tracks.tracks) track.resize(n);
  const auto put = [&](L landmark, std::size_t i, double x, double up) {
    LandmarkTrack& track = tracks[landmark];
    track.x_px[i] = 900 + mirror * x;
    track.y_px[i] = 1000 - up;
    track.state[i] = PointState::kSeen;
  };
  for (std::size_t i = 0; i < n; ++i) {
    const double t = static_cast<double>(i) / 30;
    tracks.time_s.push_back(t);
    const double in_turn = t - 1 - 3 * std::floor((t - 1) / 3);
    double share = 0;  // 0 seated, 1 upright
    if (t >= 1 && in_turn < 1.2)
      share = (1 - std::cos(std::numbers::pi * in_turn / 1.2)) / 2;
    else if (t >= 1 && in_turn < 1.8)
      share = 1;
    else if (t >= 1 && in_turn < 2.8)
      share = (1 + std::cos(std::numbers::pi * (in_turn - 1.8))) / 2;
    const double hip = 225 + 215 * share, back = -200 * (1 - share);
    for (const L hip_point : {L::kMidHip, L::kLeftHip, L::kRightHip}) put(hip_point, i, back, hip);
    for (const L knee : {L::kLeftKnee, L::kRightKnee}) put(knee, i, 0, 220);
    for (const L ankle : {L::kLeftAnkle, L::kRightAnkle}) put(ankle, i, 0, 10);
    for (const L top : {L::kNeck, L::kLeftShoulder, L::kRightShoulder})
      put(top, i, back + 20, hip + 240);
  }
  return tracks;
}

TEST(SitToStand, CountsAndTimesEachRise) {
  for (const double mirror : {1.0, -1.0}) {
    const SitToStand result = sit_to_stand(rising(5, mirror));
    ASSERT_EQ(result.rises.size(), 5U);
    // From 10 to 90 % of a half cosine of 1.2 s: 0.59 of it.
    EXPECT_NEAR(*result.mean_rise_s, 0.59 * 1.2, 0.02);
    EXPECT_NEAR(*result.five_times_s, 12 + 0.59 * 1.2, 0.03);
    EXPECT_NEAR(result.rises[1].start.seconds(), 4 + 0.205 * 1.2, 0.03);
    EXPECT_NEAR(result.heights.front().share, 0, 0.05);
  }
}

TEST(SitToStand, FewerThanFiveHaveNoTimeOfFive) {
  const SitToStand result = sit_to_stand(rising(3));
  EXPECT_EQ(result.rises.size(), 3U);
  EXPECT_FALSE(result.five_times_s);
}

TEST(SitToStand, WhoeverStandsDoesNotRise) {
  LandmarkTracks tracks = rising(2);
  for (const L hip : {L::kMidHip, L::kLeftHip, L::kRightHip})
    for (double& y : tracks[hip].y_px) y = 560;
  const SitToStand result = sit_to_stand(tracks);
  EXPECT_TRUE(result.rises.empty());
  EXPECT_FALSE(result.missing_reason.empty());
  EXPECT_FALSE(sit_to_stand({}).missing_reason.empty());
}

}  // namespace
}  // namespace securepose::kinematics
