#include "securepose/kinematics/foot_motion.h"

#include <gtest/gtest.h>

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

TEST(FootMotions, RunForwardsInBodyHeightsWhicheverWay) {
  for (const bool leftwards : {false, true}) {
    const LandmarkTracks tracks = walk_tracks({.leftwards = leftwards});
    const PassSearch found = find_passes(tracks, false);
    const auto motions = foot_motions(tracks, found.passes[0], Side::kRight, 0);
    ASSERT_EQ(motions.size(), 1U);
    const FootMotion& m = motions[0];
    EXPECT_EQ(m.size(), 1001U);
    EXPECT_NEAR((m.hip_x.back() - m.hip_x.front()) / 5, 1.1 / 1.7, 0.01);
    EXPECT_TRUE(m.whole_foot);
    EXPECT_EQ(m.seen_share, 1);
    // Flat on the floor at 20 to 30 % of the stride that begins at 1.2 s.
    for (std::size_t i = 290; i < 310; ++i) EXPECT_LT(m.heel.speed(i), 0.02) << i;
    EXPECT_GT(*std::max_element(m.heel.vx.begin(), m.heel.vx.end()), 1.5);
    EXPECT_NEAR(m.rest_speed, 0.4 * 1.1 / 1.7, 0.01);
  }
}

TEST(FootMotions, SplitAtLongGapsOnly) {
  testing::WalkerOptions options{.disturbance = {.gaps = {{L::kRightHeel, 60, 20}}}};
  const LandmarkTracks tracks = walk_tracks(options);
  const PassSearch found = find_passes(tracks, false);
  EXPECT_EQ(foot_motions(tracks, found.passes[0], Side::kRight, 0).size(), 2U);
  EXPECT_EQ(foot_motions(tracks, found.passes[0], Side::kLeft, 0).size(), 1U);
}

TEST(FootMotions, TheAnkleServesWhereThereIsNoFoot) {
  const LandmarkTracks tracks = walk_tracks({.keypoint_set = KeypointSet::kCoco17});
  const PassSearch found = find_passes(tracks, false);
  const auto motions = foot_motions(tracks, found.passes[0], Side::kLeft, 0);
  ASSERT_EQ(motions.size(), 1U);
  EXPECT_FALSE(motions[0].whole_foot);
  EXPECT_EQ(motions[0].heel.x, motions[0].toe.x);
}

}  // namespace
}  // namespace securepose::kinematics
