#include "securepose/kinematics/walking_passes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using L = BodyLandmark;

LandmarkTracks walk_tracks(const testing::WalkerOptions& options) {
  LandmarkTracks tracks = tracks_from_series(synthetic_walk(options, 1).series, 0.1);
  add_middle_points(tracks);
  return tracks;
}

TEST(FindPasses, OneStraightWalkIsOnePass) {
  const LandmarkTracks tracks = walk_tracks({});
  const PassSearch found = find_passes(tracks, false);
  ASSERT_EQ(found.passes.size(), 1U);
  const WalkingPass& pass = found.passes[0].pass;
  EXPECT_EQ(pass.first_sample, 0U);
  EXPECT_EQ(pass.last_sample, tracks.size() - 1);
  EXPECT_EQ(pass.activity, Activity::kWalking);
  EXPECT_EQ(pass.view, ViewKind::kSagittalRight);
  EXPECT_EQ(pass.facing, 1);
  EXPECT_LT(pass.obliqueness_deg.value(), 5);
  EXPECT_TRUE(found.turns.empty());
}

TEST(FindPasses, APassBelongsToTheWayAndNotToAFrame) {
  // Feet that point the wrong way for a while do not turn the pass.
  LandmarkTracks tracks = walk_tracks({});
  for (std::size_t i = 40; i < 60; ++i) {
    std::swap(tracks[L::kLeftHeel].x_px[i], tracks[L::kLeftBigToe].x_px[i]);
    std::swap(tracks[L::kRightHeel].x_px[i], tracks[L::kRightBigToe].x_px[i]);
  }
  EXPECT_EQ(find_passes(tracks, false).passes.size(), 1U);
}

TEST(FindPasses, TurnsSplitTheWay) {
  const LandmarkTracks tracks = walk_tracks({.duration_s = 14, .way_m = 5});
  const PassSearch found = find_passes(tracks, false);
  ASSERT_EQ(found.passes.size(), 3U);
  ASSERT_EQ(found.turns.size(), 2U);
  EXPECT_EQ(found.passes[0].pass.facing, 1);
  EXPECT_EQ(found.passes[1].pass.facing, -1);
  // The way is 5 m at 1.1 m/s, a turn 1.26 m.
  EXPECT_NEAR(found.turns[0].start.seconds(), 4.5, 0.6);
  EXPECT_NEAR(found.turns[0].end.seconds(), 5.7, 0.6);
  EXPECT_LT(found.passes[0].pass.last_sample, found.passes[1].pass.first_sample);
}

TEST(FindPasses, AStopIsAPassOfItsOwn) {
  LandmarkTracks tracks = walk_tracks({.duration_s = 8});
  for (LandmarkTrack& track : tracks.tracks)
    for (std::size_t i = 120; i < tracks.size(); ++i) {
      track.x_px[i] = track.x_px[119];
      track.y_px[i] = track.y_px[119];
    }
  const PassSearch found = find_passes(tracks, false);
  ASSERT_EQ(found.passes.size(), 2U);
  EXPECT_EQ(found.passes[1].pass.activity, Activity::kStanding);
  EXPECT_EQ(found.passes[1].pass.view, ViewKind::kSagittalRight);
  EXPECT_NEAR(static_cast<double>(found.passes[1].pass.first_sample), 120, 12);
}

TEST(FindPasses, AnAbsenceSplitsAWalk) {
  LandmarkTracks tracks = walk_tracks({.duration_s = 8});
  for (LandmarkTrack& track : tracks.tracks)
    for (std::size_t i = 100; i < 130; ++i) track.state[i] = PointState::kMissing;
  const PassSearch found = find_passes(tracks, false);
  ASSERT_EQ(found.passes.size(), 2U);
  EXPECT_EQ(found.passes[0].pass.last_sample, 99U);
  EXPECT_EQ(found.passes[1].pass.first_sample, 130U);
}

TEST(FindPasses, ATreadmillWalkIsOnTheSpot) {
  for (const bool told : {false, true}) {
    const PassSearch found = find_passes(walk_tracks({.leftwards = true, .treadmill = true}), told);
    ASSERT_EQ(found.passes.size(), 1U);
    EXPECT_TRUE(found.passes[0].on_the_spot);
    EXPECT_EQ(found.passes[0].pass.activity, Activity::kWalking);
    EXPECT_EQ(found.passes[0].pass.view, ViewKind::kSagittalLeft);
  }
}

TEST(FindPasses, WhoeverLeavesThePictureDoesNotTurn) {
  // A network keeps the points of somebody who leaves at the picture's edge: they stop and shrink.
  LandmarkTracks tracks = walk_tracks({.leftwards = true});
  const double edge_px = tracks[L::kMidHip].x_px.back() - 20;
  for (LandmarkTrack& track : tracks.tracks)
    for (double& x : track.x_px) x = std::max(x, edge_px);
  const PassSearch found = find_passes(tracks, false);
  ASSERT_EQ(found.passes.size(), 1U);
  EXPECT_TRUE(found.turns.empty());
  EXPECT_EQ(found.passes[0].pass.view, ViewKind::kSagittalLeft);
}

TEST(FindPasses, SayWhenNothingOfTheBodyIsSeenWhole) {
  LandmarkTracks tracks = walk_tracks({});
  for (const L landmark : {L::kLeftKnee, L::kRightKnee})
    tracks[landmark].state.assign(tracks.size(), PointState::kMissing);
  EXPECT_EQ(find_passes(tracks, false).passes.size(), 1U);  // the trunk goes along
  for (const L landmark : {L::kLeftShoulder, L::kRightShoulder, L::kNeck})
    tracks[landmark].state.assign(tracks.size(), PointState::kMissing);
  const PassSearch found = find_passes(tracks, false);
  EXPECT_TRUE(found.passes.empty());
  EXPECT_EQ(found.notes.size(), 1U);
}

}  // namespace
}  // namespace securepose::kinematics
