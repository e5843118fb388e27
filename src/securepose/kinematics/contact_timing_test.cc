#include "securepose/kinematics/contact_timing.h"

#include <gtest/gtest.h>

#include <cmath>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;

/// Foot and hips of the walker's right side, whose contacts are at 1.2 and 2.4 s.
FootMotion right_foot(const testing::WalkerOptions& options) {
  LandmarkTracks tracks = tracks_from_series(synthetic_walk(options, 1).series, 0.1);
  add_middle_points(tracks);
  return foot_motions(tracks, find_passes(tracks, false).passes[0], Side::kRight, 0).at(0);
}

TEST(InitialContact, LiesBetweenTheTwoMethods) {
  const FootMotion motion = right_foot({.fps = 60});
  const ContactTiming timing = initial_contact(motion, 235, 380, false);
  EXPECT_EQ(timing.methods, 2U);
  EXPECT_NEAR(motion.time_s(timing.index), 1.2, 0.04);
  EXPECT_GT(timing.spread_s, 0);
  EXPECT_LT(timing.spread_s, 0.06);
  const ContactTiming rest = initial_contact(motion, 235, 380, true);
  EXPECT_GT(rest.index, timing.index);
  EXPECT_NEAR((rest.index - timing.index) * FootMotion::kStep_s, timing.spread_s / 2, 1e-9);
}

TEST(InitialContact, ToesThatLandFirstCount) {
  const FootMotion motion = right_foot({.fps = 60, .toe_walking = true});
  EXPECT_NEAR(motion.time_s(initial_contact(motion, 235, 380, false).index), 1.2, 0.05);
}

TEST(InitialContact, DoesNotDependOnWhereExactlyItIsSought) {
  const FootMotion motion = right_foot({});
  const double index = initial_contact(motion, 235, 380, false).index;
  for (const std::size_t near : {226U, 230U, 240U, 244U})
    EXPECT_NEAR(initial_contact(motion, near, 380, false).index, index, 0.5) << near;
}

TEST(FinalContact, IsTheMedianOfThreeMethods) {
  const FootMotion motion = right_foot({.fps = 60});
  const double true_s = 1.2 + 0.62 * 1.2;
  const ContactTiming timing = final_contact(motion, 390, false);
  EXPECT_EQ(timing.methods, 3U);
  EXPECT_NEAR(motion.time_s(timing.index), true_s, 0.04);
}

TEST(FinalContact, WithoutAPeakNearByTheGivenPlaceStays) {
  FootMotion still;
  still.hip_x.assign(200, 0.0);
  for (DensePath* path : {&still.heel, &still.toe})
    for (auto* values : {&path->x, &path->y, &path->vx, &path->vy, &path->ax, &path->ay})
      values->assign(200, 0.0);
  EXPECT_EQ(final_contact(still, 100, false).index, 100);
  EXPECT_EQ(final_contact(still, 100, false).methods, 1U);
}

TEST(ShareAtRest, CountsHeelOrToe) {
  const FootMotion motion = right_foot({});
  EXPECT_NEAR(share_at_rest(motion, 245, 380), 1, 0.02);  // stance
  EXPECT_LT(share_at_rest(motion, 400, 460), 0.1);        // swing
  EXPECT_EQ(share_at_rest(motion, 100, 100), 0);
}

}  // namespace
}  // namespace securepose::kinematics
