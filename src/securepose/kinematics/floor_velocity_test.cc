#include "securepose/kinematics/floor_velocity.h"

#include <gtest/gtest.h>

#include "securepose/kinematics/gait_events.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;

LandmarkTracks walk_tracks(const testing::WalkerOptions& options) {
  LandmarkTracks tracks = tracks_from_series(synthetic_walk(options, 1).series, 0.1);
  add_middle_points(tracks);
  return tracks;
}

TEST(FloorVelocity, IsNoneForACameraThatStands) {
  for (const double noise_px : {0.0, 2.0}) {
    const LandmarkTracks tracks = walk_tracks({.disturbance = {.noise_px = noise_px}});
    EXPECT_NEAR(floor_velocity(tracks, find_passes(tracks, false).passes[0]), 0, 0.02);
  }
}

TEST(FloorVelocity, IsTheBelts) {
  for (const auto set : {KeypointSet::kBlazePose33, KeypointSet::kCoco17})
    for (const double noise_px : {0.0, 2.0}) {
      const LandmarkTracks tracks = walk_tracks(
          {.treadmill = true, .keypoint_set = set, .disturbance = {.noise_px = noise_px}});
      EXPECT_NEAR(floor_velocity(tracks, find_passes(tracks, true).passes[0]), -1.1 / 1.7, 0.04);
    }
}

TEST(StandingFootVelocity, IsTheBeltsForARunnerToo) {
  // The densest velocities hold some of those before and after a short stance.
  testing::WalkerOptions options{.speed_m_s = 4, .cadence_steps_min = 172, .fps = 60};
  options.running = options.treadmill = true;
  options.camera.orthographic = false;
  const auto walk = synthetic_walk(options, 1);
  LandmarkTracks tracks = tracks_from_series(walk.series, 0.1);
  add_middle_points(tracks);
  std::vector<PassGeometry> passes = find_passes(tracks, true).passes;
  const auto events = gait_events(tracks, walk.series, passes);
  const auto velocity = standing_foot_velocity(tracks, passes[0], 0, events);
  ASSERT_TRUE(velocity);
  EXPECT_NEAR(*velocity, -4 / 1.7, 0.03);
  EXPECT_FALSE(standing_foot_velocity(tracks, passes[0], 1, events));  // another pass's events
}

TEST(MarkMovingCameras, FindsACameraThatFollowsHalfway) {
  LandmarkTracks tracks = walk_tracks({});
  for (LandmarkTrack& track : tracks.tracks)
    for (std::size_t i = 0; i < tracks.size(); ++i)
      track.x_px[i] -= 0.5 * 1.1 * 300 * tracks.time_s[i];
  std::vector<PassGeometry> passes = find_passes(tracks, false).passes;
  std::vector<std::string> notes;
  mark_moving_cameras(tracks, passes, notes);
  ASSERT_EQ(passes.size(), 1U);
  EXPECT_TRUE(passes[0].moving_camera);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes[0].find("camera moved"), std::string::npos);
}

TEST(MarkMovingCameras, LeavesOtherPassesAlone) {
  for (const bool treadmill : {false, true}) {
    const LandmarkTracks tracks = walk_tracks({.treadmill = treadmill});
    std::vector<PassGeometry> passes = find_passes(tracks, treadmill).passes;
    std::vector<std::string> notes;
    mark_moving_cameras(tracks, passes, notes);
    EXPECT_FALSE(passes[0].moving_camera);
    EXPECT_TRUE(notes.empty());
  }
}

}  // namespace
}  // namespace securepose::kinematics
