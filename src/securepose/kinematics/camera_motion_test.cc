#include "securepose/kinematics/camera_motion.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;

LandmarkTracks walk_tracks(const testing::WalkerOptions& options) {
  LandmarkTracks tracks = tracks_from_series(synthetic_walk(options, 1).series, 0.1);
  add_middle_points(tracks);
  return tracks;
}

TEST(FloorVelocities, AreNoneForACameraThatStands) {
  for (const double noise_px : {0.0, 2.0})
    for (const double fps : {25.0, 60.0}) {
      const LandmarkTracks tracks =
          walk_tracks({.fps = fps, .disturbance = {.noise_px = noise_px}});
      for (const double v : floor_velocities_px_s(tracks, 510)) EXPECT_DOUBLE_EQ(v, 0);
    }
}

TEST(FloorVelocities, AreTheBeltsWhicheverWay) {
  for (const bool leftwards : {false, true})
    for (const auto set : {KeypointSet::kBlazePose33, KeypointSet::kCoco17}) {
      const LandmarkTracks tracks = walk_tracks({.leftwards = leftwards,
                                                 .treadmill = true,
                                                 .keypoint_set = set,
                                                 .disturbance = {.noise_px = 1}});
      for (const double v : floor_velocities_px_s(tracks, 510))
        EXPECT_NEAR(v, (leftwards ? 1 : -1) * 1.1 * 300, 40);
    }
}

TEST(FloorVelocities, DoNotTakeASwingForTheFloor) {
  // Somebody who marches on the spot: no foot moves sideways but in swing, forwards and back.
  LandmarkTracks tracks = walk_tracks({.treadmill = true});
  for (const BodyLandmark toe : {BodyLandmark::kLeftBigToe, BodyLandmark::kRightBigToe})
    for (std::size_t i = 0; i < tracks.size(); ++i)
      tracks[toe].x_px[i] = 1000 + 400 * tracks.time_s[i];  // as a foot that never rests
  for (const BodyLandmark heel : {BodyLandmark::kLeftHeel, BodyLandmark::kRightHeel})
    for (std::size_t i = 0; i < tracks.size(); ++i) tracks[heel].x_px[i] = 900;
  for (const double v : floor_velocities_px_s(tracks, 510)) EXPECT_DOUBLE_EQ(v, 0);
}

TEST(FloorVelocities, AreNoneWhereNothingIsSeen) {
  LandmarkTracks tracks = walk_tracks({.treadmill = true});
  for (LandmarkTrack& track : tracks.tracks)
    std::fill(track.state.begin(), track.state.end(), PointState::kMissing);
  for (const double v : floor_velocities_px_s(tracks, 510)) EXPECT_DOUBLE_EQ(v, 0);
  EXPECT_TRUE(floor_velocities_px_s(LandmarkTracks{}, 510).empty());
}

TEST(DensestMean, IsThatOfTheShortestThird) {
  EXPECT_DOUBLE_EQ(densest_mean({9, 1.0, 1.1, 0.9, 20, 30, 40, 50, -7, -30}), 1);
  EXPECT_DOUBLE_EQ(densest_mean({5}), 5);
  EXPECT_DOUBLE_EQ(densest_mean({}), 0);
}

}  // namespace
}  // namespace securepose::kinematics
