#include "securepose/kinematics/facing.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using testing::WalkerView;
using L = BodyLandmark;

LandmarkTracks walk_tracks(const testing::WalkerOptions& options) {
  LandmarkTracks tracks = tracks_from_series(synthetic_walk(options, 1).series, 0.1);
  add_middle_points(tracks);
  return tracks;
}

void forget(LandmarkTracks& tracks, std::initializer_list<L> landmarks) {
  for (const L landmark : landmarks)
    tracks[landmark].state.assign(tracks.size(), PointState::kMissing);
}

TEST(FacingOfBody, FollowsFeetThenNoseThenKnees) {
  for (const bool leftwards : {false, true}) {
    LandmarkTracks tracks = walk_tracks({.leftwards = leftwards});
    const int expected = leftwards ? -1 : 1;
    const SampleRange all{0, tracks.size() - 1};
    EXPECT_EQ(facing_of_body(tracks, all, 242), expected);
    forget(tracks, {L::kLeftHeel, L::kRightHeel});
    EXPECT_EQ(facing_of_body(tracks, all, 242), expected) << "nose";
    forget(tracks, {L::kNose});
    EXPECT_EQ(facing_of_body(tracks, all, 242), expected) << "knees";
    forget(tracks, {L::kLeftKnee, L::kRightKnee});
    EXPECT_EQ(facing_of_body(tracks, all, 242), 0);
  }
}

TEST(FacingOfBody, CannotBeToldFromTheFront) {
  testing::WalkerOptions options;
  options.camera.view = WalkerView::kFront;
  const LandmarkTracks tracks = walk_tracks(options);
  EXPECT_EQ(facing_of_body(tracks, {0, tracks.size() - 1}, 242), 0);
}

TEST(TowardsCamera, FollowsTheShoulders) {
  testing::WalkerOptions options;
  for (const auto& [view, expected] :
       {std::pair{WalkerView::kFront, 1}, std::pair{WalkerView::kBack, -1},
        std::pair{WalkerView::kSide, 0}}) {
    options.camera.view = view;
    const LandmarkTracks tracks = walk_tracks(options);
    EXPECT_EQ(towards_camera(tracks, {0, tracks.size() - 1}, 145), expected);
  }
}

TEST(ObliquenessOfBody, Is90FromTheFrontAnd0FromTheSide) {
  testing::WalkerOptions options;
  options.camera.view = WalkerView::kFront;
  const LandmarkTracks front = walk_tracks(options);
  EXPECT_GT(obliqueness_of_body_deg(front, {0, 100}, 145).value(), 60);
  const LandmarkTracks side = walk_tracks({});
  EXPECT_LT(obliqueness_of_body_deg(side, {0, 100}, 145).value(), 10);
  LandmarkTracks nobody = side;
  forget(nobody, {L::kLeftShoulder});
  EXPECT_FALSE(obliqueness_of_body_deg(nobody, {0, 100}, 145).has_value());
}

}  // namespace
}  // namespace securepose::kinematics
