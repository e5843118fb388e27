#include "securepose/kinematics/outliers.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using L = BodyLandmark;

LandmarkTracks walk_tracks(double fps = 30) {
  return tracks_from_series(synthetic_walk({.fps = fps}, 1).series, 0.1);
}

TEST(RemoveOutliers, TakesASinglePointThatStandsOff) {
  LandmarkTracks tracks = walk_tracks();
  tracks[L::kRightAnkle].y_px[40] -= 100;
  EXPECT_EQ(remove_outliers(tracks, {}), 1U);
  EXPECT_EQ(tracks[L::kRightAnkle].state[40], PointState::kMissing);
  EXPECT_TRUE(tracks[L::kRightAnkle].outlier[40]);
}

TEST(RemoveOutliers, TakesThemAtTheEndsToo) {
  for (const std::size_t i : {0U, 1U, 149U, 150U}) {
    LandmarkTracks tracks = walk_tracks();
    tracks[L::kLeftKnee].x_px[i] += 120;
    remove_outliers(tracks, {});
    EXPECT_EQ(tracks[L::kLeftKnee].state[i], PointState::kMissing) << i;
  }
}

TEST(RemoveOutliers, LeavesAGoodWalkAlone) {
  for (const double fps : {15.0, 30.0, 60.0, 120.0}) {
    LandmarkTracks tracks = walk_tracks(fps);
    EXPECT_EQ(remove_outliers(tracks, {}), 0U) << fps;
  }
}

TEST(RemoveOutliers, DoesNotLookAcrossACut) {
  LandmarkTracks tracks = walk_tracks();
  for (LandmarkTrack& track : tracks.tracks)
    for (std::size_t i = 60; i < track.x_px.size(); ++i) track.x_px[i] += 500;
  tracks.shot_starts = {0, 60};
  EXPECT_EQ(remove_outliers(tracks, {}), 0U);
}

TEST(TypicalLegPx, IsTheLegsLength) {
  EXPECT_NEAR(typical_leg_px(walk_tracks()), 2 * 0.237 * 1.7 * 300, 1);
  EXPECT_EQ(typical_leg_px({}), 0);
}

}  // namespace
}  // namespace securepose::kinematics
