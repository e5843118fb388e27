#include "securepose/kinematics/heading.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using testing::WalkerView;

LandmarkTracks walk_tracks(const testing::WalkerOptions& options) {
  LandmarkTracks tracks = tracks_from_series(synthetic_walk(options, 1).series, 0.1);
  add_middle_points(tracks);
  return tracks;
}

TEST(Headings, TellSidewaysSpeedInBodyHeights) {
  for (const bool leftwards : {false, true}) {
    const auto all = headings(walk_tracks({.leftwards = leftwards}), 510);
    for (std::size_t i = 0; i < all.size(); i += 10) {
      ASSERT_TRUE(all[i].known);
      EXPECT_NEAR(all[i].sideways, (leftwards ? -1 : 1) * 1.1 / 1.7, 0.02) << i;
      EXPECT_NEAR(all[i].away, 0, 0.02);
    }
  }
}

TEST(Headings, TellTheWayInDepthFromTheTrunk) {
  for (const WalkerView view : {WalkerView::kFront, WalkerView::kBack}) {
    testing::WalkerOptions options;
    options.camera.view = view;
    options.camera.orthographic = false;
    const auto all = headings(walk_tracks(options), 350);
    const Heading& middle = all[75];
    EXPECT_NEAR(middle.sideways, 0, 0.03);
    EXPECT_GT(middle.away * (view == WalkerView::kBack ? 1 : -1), 0.3);
  }
}

TEST(Headings, NeedSomeTime) {
  testing::WalkerOptions options{.duration_s = 0.2};
  for (const Heading& h : headings(walk_tracks(options), 510)) EXPECT_FALSE(h.known);
}

TEST(Headings, AMovingFloorIsTakenOff) {
  const LandmarkTracks tracks = walk_tracks({.treadmill = true});
  const std::vector<double> floor_px_s(tracks.size(), -330);
  for (const Heading& h : headings(tracks, 510, floor_px_s)) {
    EXPECT_NEAR(h.sideways, 330.0 / 510, 0.02);
    EXPECT_TRUE(h.floor_moves);
  }
}

TEST(Headings, FeetPointTheWayTheyStand) {
  for (const bool leftwards : {false, true}) {
    const LandmarkTracks tracks = walk_tracks({.leftwards = leftwards});
    for (const Heading& h : headings(tracks, 510)) {
      EXPECT_NEAR(h.feet.value() * (leftwards ? -1 : 1), 0.12, 0.03);  // the foot is 0.147 long
      EXPECT_FALSE(h.floor_moves);
    }
  }
}

TEST(AssumedFocalPx, FollowsThePictureOrThePerson) {
  LandmarkTracks tracks;
  EXPECT_DOUBLE_EQ(assumed_focal_px(tracks, 500), 1650);
  tracks.width_px = 1080;
  tracks.height_px = 1920;
  EXPECT_DOUBLE_EQ(assumed_focal_px(tracks, 500), 1536);
}

}  // namespace
}  // namespace securepose::kinematics
