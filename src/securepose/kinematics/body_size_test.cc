#include "securepose/kinematics/body_size.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using L = BodyLandmark;

LandmarkTracks walk_tracks() {
  LandmarkTracks tracks = tracks_from_series(synthetic_walk({}, 1).series, 0.1);
  add_middle_points(tracks);
  return tracks;
}

TEST(BodySize, FindsTheWalkersStature) {
  const auto size = body_size(walk_tracks(), {0, 150}, 50);
  ASSERT_TRUE(size.has_value());
  EXPECT_NEAR(size->height_px, 1.7 * 300, 0.01 * 1.7 * 300);
  EXPECT_NEAR(size->leg_px, 0.474 * 1.7 * 300, 0.5);
  EXPECT_NEAR(size->trunk_px, 0.285 * 1.7 * 300, 0.5);
  EXPECT_EQ(size->source, "shanks, thighs and trunk, and shoulder to ear");
}

TEST(BodySize, DoesWithoutAHeadAndWithOneLeg) {
  LandmarkTracks tracks = walk_tracks();
  for (const L landmark : {L::kLeftEar, L::kRightEar, L::kLeftAnkle})
    tracks[landmark].state.assign(tracks.size(), PointState::kMissing);
  const auto size = body_size(tracks, {0, 150}, 50);
  ASSERT_TRUE(size.has_value());
  EXPECT_NEAR(size->height_px, 1.7 * 300, 0.01 * 1.7 * 300);
  EXPECT_EQ(size->source, "shanks, thighs and trunk");
  EXPECT_FALSE(size->left_leg_px.has_value());
}

TEST(BodySize, ALongRecordingOfAShortWalkHasASize) {
  LandmarkTracks tracks = walk_tracks();
  const std::size_t walk = tracks.size();
  tracks.time_s.resize(60 * walk);
  for (std::size_t i = walk; i < tracks.size(); ++i)
    tracks.time_s[i] = tracks.time_s[i - 1] + 1.0 / 30;
  for (LandmarkTrack& track : tracks.tracks) track.resize(tracks.size());
  const auto size = body_size(tracks, {0, tracks.size() - 1}, 50);
  ASSERT_TRUE(size.has_value());
  EXPECT_NEAR(size->height_px, 1.7 * 300, 0.01 * 1.7 * 300);
}

TEST(BodySize, MakesDoWithLegsOrTrunkAlone) {
  LandmarkTracks no_legs = walk_tracks(), no_trunk = walk_tracks();
  for (const L landmark : {L::kLeftKnee, L::kRightKnee})
    no_legs[landmark].state.assign(no_legs.size(), PointState::kMissing);
  for (const L landmark : {L::kLeftShoulder, L::kRightShoulder, L::kNeck})
    no_trunk[landmark].state.assign(no_trunk.size(), PointState::kMissing);
  const auto trunk = body_size(no_legs, {0, 150}, 50), legs = body_size(no_trunk, {0, 150}, 50);
  ASSERT_TRUE(trunk && legs);
  EXPECT_EQ(legs->source, "shanks and thighs");
  EXPECT_NEAR(trunk->height_px, 1.7 * 300, 0.04 * 1.7 * 300);
  EXPECT_NEAR(legs->height_px, 1.7 * 300, 0.04 * 1.7 * 300);
  for (const L landmark : {L::kLeftHip, L::kRightHip, L::kMidHip})
    no_legs[landmark].state.assign(no_legs.size(), PointState::kMissing);
  EXPECT_FALSE(body_size(no_legs, {0, 150}, 50).has_value());
}

TEST(PercentileOf, InterpolatesBetweenRanks) {
  std::vector<double> values = {4, 1, 3, 2};
  EXPECT_DOUBLE_EQ(percentile_of(values, 50), 2.5);
  EXPECT_DOUBLE_EQ(percentile_of(values, 0), 1);
  EXPECT_DOUBLE_EQ(percentile_of(values, 100), 4);
  std::vector<double> one = {7};
  EXPECT_EQ(percentile_of(one, 33), 7);
}

}  // namespace
}  // namespace securepose::kinematics
