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
}

TEST(InitialContact, ARunnersIsTheMedianOfThree) {
  const FootMotion motion = right_foot({.fps = 60});
  const ContactTiming walking = initial_contact(motion, 235, 380, false);
  const ContactTiming running = initial_contact(motion, 235, 380, true);
  EXPECT_EQ(running.methods, 3U);
  EXPECT_LE(std::abs(running.index - walking.index) * FootMotion::kStep_s,
            walking.spread_s / 2 + 1e-9);
}

/// A foot that comes down at `sinking` body heights per second until index 200, while it is slowed
/// down forwards against the floor until index 213, as a filter shows a runner's.
FootMotion landing_runner(double sinking) {
  FootMotion foot;
  for (DensePath* path : {&foot.heel, &foot.toe})
    for (std::size_t i = 0; i < 400; ++i) {
      const double before = std::max(0.0, 200.0 - static_cast<double>(i));
      const double slowing = std::max(0.0, 213.0 - static_cast<double>(i));
      path->y.push_back(before * sinking * FootMotion::kStep_s);
      path->vy.push_back(before > 0 ? -sinking : 0);
      path->vx.push_back(slowing * 0.06);
      path->x.push_back(path->x.empty() ? 0 : path->x.back() + path->vx.back() * 0.005);
      path->ax.push_back(0);
      path->ay.push_back(0);
    }
  for (std::size_t i = 0; i < 400; ++i)
    foot.hip_x.push_back(2 * FootMotion::kStep_s * static_cast<double>(i));
  foot.rest_speed = kRestSpeed;
  return foot;
}

TEST(InitialContact, ARunnersFootThatStopsSinkingHasMetTheFloor) {
  const FootMotion foot = landing_runner(0.5);
  // Foremost at 180, no longer sinking at 200, at rest at 208.
  EXPECT_NEAR(initial_contact(foot, 180, 350, true).index, 200, 1.5);
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

TEST(FinalContact, ARunnersComesLongBeforeTheToeIsFurthestBack) {
  testing::WalkerOptions options{.speed_m_s = 4, .cadence_steps_min = 172, .fps = 60};
  options.running = true;
  options.treadmill = true;
  const auto walk = synthetic_walk(options, 1);
  LandmarkTracks tracks = tracks_from_series(walk.series, 0.1);
  add_middle_points(tracks);
  const FootMotion foot =
      foot_motions(tracks, find_passes(tracks, true).passes[0], Side::kRight, -4 / 1.7).at(0);
  const double true_s = 120.0 / 172 * (2 + walk.truth.stance_percent / 100);
  const auto rearmost = static_cast<std::size_t>((true_s + 0.05) / FootMotion::kStep_s);
  const ContactTiming timing = final_contact(foot, rearmost, true, 120.0 / 172);
  EXPECT_EQ(timing.methods, 4U);
  EXPECT_NEAR(foot.time_s(timing.index), true_s, 0.03);
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
