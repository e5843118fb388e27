#include "securepose/kinematics/foot_pitch_contacts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::WalkerView;

struct Errors {
  double mean_ms = 0;
  double largest_ms = 0;
  int missed = 0;
  int invented = 0;
};

/// Of one kind of contact of both feet, apart from those near an end.
Errors errors_of(const testing::WalkerOptions& options, GaitEventKind kind, double margin_s = 0.3) {
  const auto walk = testing::synthetic_walk(options, 3);
  LandmarkTracks tracks = tracks_from_series(walk.series, 0.1);
  add_middle_points(tracks);
  const PassGeometry pass = find_passes(tracks, false).passes.at(0);
  Errors errors;
  double hits = 0, found = 0;
  const double end_s = options.duration_s - margin_s;
  for (const Side side : {Side::kLeft, Side::kRight})
    for (const FootMotion& motion : foot_motions(tracks, pass, side, 0)) {
      const auto contacts = foot_pitch_contacts(motion, side);
      for (const auto& c : contacts)
        found += c.kind == kind && c.time_s > margin_s && c.time_s < end_s;
      for (const auto& truth : walk.truth.contacts) {
        if (truth.side != side || truth.kind != kind || truth.time_s < margin_s ||
            truth.time_s > end_s)
          continue;
        double best = 0.2;
        for (const auto& c : contacts)
          if (c.kind == kind && std::abs(c.time_s - truth.time_s) < std::abs(best))
            best = c.time_s - truth.time_s;
        if (best >= 0.2) {
          ++errors.missed;
          continue;
        }
        hits += 1;
        errors.mean_ms += 1000 * best;
        errors.largest_ms = std::max(errors.largest_ms, 1000 * std::abs(best));
      }
    }
  errors.mean_ms /= std::max(1.0, hits);
  errors.invented = static_cast<int>(found - hits);
  return errors;
}

testing::WalkerOptions seen_from(WalkerView view, double distance_m) {
  testing::WalkerOptions options{.duration_s = 6};
  options.camera.view = view;
  options.camera.orthographic = false;
  options.camera.distance_m = distance_m;
  return options;
}

TEST(FootPitchContacts, DoNotDependOnTheDistanceNorOnTheWay) {
  for (const WalkerView view : {WalkerView::kFront, WalkerView::kBack})
    for (const double distance_m : {2.0, 4.0, 8.0, 12.0}) {
      const Errors initial = errors_of(seen_from(view, distance_m), GaitEventKind::kInitialContact);
      EXPECT_EQ(initial.missed, 0) << distance_m;
      EXPECT_EQ(initial.invented, 0) << distance_m;
      EXPECT_LT(initial.largest_ms, 30) << distance_m;
      const Errors final = errors_of(seen_from(view, distance_m), GaitEventKind::kFinalContact);
      EXPECT_EQ(final.missed, 0) << distance_m;
      EXPECT_LT(std::abs(final.mean_ms), 80) << distance_m;  // the walker's foot is steepest late
    }
}

TEST(FootPitchContacts, OfAPersonWhoIsSmall) {
  testing::WalkerOptions options = seen_from(WalkerView::kBack, 8);
  options.disturbance.noise_px = 1;  // the foot is 25 px long
  const Errors initial = errors_of(options, GaitEventKind::kInitialContact);
  EXPECT_EQ(initial.missed, 0);
  EXPECT_LT(initial.largest_ms, 60);
  EXPECT_LT(std::abs(initial.mean_ms), 20);
}

TEST(FootPitchContacts, OfSlowWalkers) {
  for (const WalkerView view : {WalkerView::kFront, WalkerView::kBack}) {
    testing::WalkerOptions options = seen_from(view, 4);
    options.speed_m_s = 0.5;
    options.cadence_steps_min = 70;
    const Errors initial = errors_of(options, GaitEventKind::kInitialContact);
    EXPECT_EQ(initial.missed, 0);
    EXPECT_EQ(initial.invented, 0);
    EXPECT_LT(initial.largest_ms, 40);
  }
}

TEST(FootPitchContacts, OfToesThatLandFirstComeWithTheHeelsRest) {
  testing::WalkerOptions options = seen_from(WalkerView::kFront, 4);
  options.toe_walking = true;
  // The last stance must be longer than the swing before it.
  const Errors initial = errors_of(options, GaitEventKind::kInitialContact, 0.65);
  EXPECT_EQ(initial.missed, 0);
  EXPECT_EQ(initial.invented, 0);
  EXPECT_LT(initial.largest_ms, 60);
}

TEST(FootPitchContacts, AFootThatStandsHasNone) {
  FootMotion still;
  for (DensePath* path : {&still.heel, &still.toe})
    for (auto* values : {&path->x, &path->y, &path->vx, &path->vy, &path->ax, &path->ay})
      values->assign(300, 0.0);
  still.hip_x.assign(300, 0.0);
  still.relative_size.assign(300, 1.0);
  EXPECT_TRUE(foot_pitch_contacts(still, Side::kLeft).empty());
}

}  // namespace
}  // namespace securepose::kinematics
