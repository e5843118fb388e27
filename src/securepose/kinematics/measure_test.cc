#include "securepose/kinematics/measure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using testing::SyntheticWalk;
using testing::WalkerOptions;
using testing::WalkerView;

MovementOptions with_height(double height_m) {
  MovementOptions options;
  options.scale = PatientHeight{height_m};
  return options;
}

struct Errors {
  double rmse = 0;
  double largest = 0;
  double coverage = 0;
};

Errors errors_of(const MovementResult& result, const SyntheticWalk& walk, const std::string& name,
                 std::size_t margin = 0) {
  Errors errors;
  const AngleColumn* column = result.angles.find(name);
  if (column == nullptr) return errors;
  const auto& truth = walk.truth.angles_deg.at(name);
  double count = 0;
  for (std::size_t i = margin; i + margin < truth.size(); ++i) {
    if (!column->values_deg[i]) continue;
    const double error = *column->values_deg[i] - truth[i];
    errors.rmse += error * error;
    errors.largest = std::max(errors.largest, std::abs(error));
    count += 1;
  }
  errors.rmse = count > 0 ? std::sqrt(errors.rmse / count) : 1e9;
  errors.coverage = count / static_cast<double>(truth.size() - 2 * margin);
  return errors;
}

/// Every true contact away from the ends has one event within the tolerance, and no event more.
void expect_contacts(const MovementResult& result, const SyntheticWalk& walk, double tolerance_s) {
  const double end_s = result.angles.times.back().seconds();
  std::size_t expected = 0;
  for (const auto& contact : walk.truth.contacts) {
    const bool well_inside = contact.time_s > 0.25 && contact.time_s < end_s - 0.25;
    const auto near =
        std::count_if(result.events.begin(), result.events.end(), [&](const GaitEvent& e) {
          return e.side == contact.side && e.kind == contact.kind &&
                 std::abs(e.time.seconds() - contact.time_s) <= tolerance_s;
        });
    if (well_inside) {
      EXPECT_EQ(near, 1) << name_of(contact.side) << " " << name_of(contact.kind) << " at "
                         << contact.time_s;
    }
    expected += static_cast<std::size_t>(near);
  }
  EXPECT_EQ(result.events.size(), expected) << "an event that is not true";
}

TEST(Measure, RecoversExactAnglesWithoutSmoothing) {
  const SyntheticWalk walk = synthetic_walk({}, 1);
  MovementOptions options;
  options.smoother = Smoother::kNone;
  const MovementResult result = measure(walk.series, options);
  for (const auto& [name, truth] : walk.truth.angles_deg) {
    const Errors errors = errors_of(result, walk, name);
    EXPECT_LT(errors.largest, 0.01) << name;
    EXPECT_EQ(errors.coverage, 1) << name;
  }
}

class MeasureViews : public ::testing::TestWithParam<WalkerOptions> {};

TEST_P(MeasureViews, RecoversAnglesWithinHalfADegree) {
  const SyntheticWalk walk = synthetic_walk(GetParam(), 1);
  const MovementResult result = measure(walk.series, {});
  for (const auto& [name, truth] : walk.truth.angles_deg) {
    const Errors errors = errors_of(result, walk, name);
    EXPECT_LT(errors.rmse, 0.5) << name;
    EXPECT_EQ(errors.coverage, 1) << name;
  }
}

TEST_P(MeasureViews, FindsEveryContact) {
  const SyntheticWalk walk = synthetic_walk(GetParam(), 1);
  expect_contacts(measure(walk.series, {}), walk, 0.05);
}

INSTANTIATE_TEST_SUITE_P(Walks, MeasureViews,
                         ::testing::Values(WalkerOptions{}, WalkerOptions{.leftwards = true},
                                           WalkerOptions{.fps = 60},
                                           WalkerOptions{.fps = 29.97, .leftwards = true},
                                           WalkerOptions{.rate_jitter_share = 0.5},
                                           WalkerOptions{.height_m = 1.1, .speed_m_s = 0.7},
                                           WalkerOptions{.speed_m_s = 0.5, .cadence_steps_min = 70},
                                           WalkerOptions{.toe_walking = true}));

TEST(Measure, FindsSpeedLengthsAndTimes) {
  const SyntheticWalk walk = synthetic_walk({.duration_s = 8}, 1);
  const MovementResult result = measure(walk.series, with_height(1.7));
  const auto value = [&](const char* name) { return result.gait.find(name); };
  EXPECT_NEAR(value("walking_speed_m_s")->both->mean, 1.1, 0.02);
  EXPECT_NEAR(value("cadence_steps_min")->both->mean, 100, 0.5);
  EXPECT_NEAR(value("stride_length_m")->left->mean, walk.truth.stride_length_m, 0.02);
  EXPECT_NEAR(value("stride_length_m")->right->mean, walk.truth.stride_length_m, 0.02);
  EXPECT_NEAR(value("step_length_m")->left->mean, walk.truth.stride_length_m / 2, 0.01);
  EXPECT_NEAR(value("stride_time_s")->right->mean, walk.truth.stride_time_s, 0.005);
  // A force plate feels the tip of the toes for some 60 ms after the toe's joint has begun to move;
  // the events follow force plates, the walker's truth is the moment at which the joint moves.
  EXPECT_NEAR(value("stance_percent")->left->mean, walk.truth.stance_percent, 7);
  EXPECT_NEAR(value("double_support_percent")->left->mean, 24, 14);
  EXPECT_NEAR(value("stride_time_s")->symmetry_pct.value(), 100, 1);
  EXPECT_TRUE(value("walking_speed_m_s")->plausible);
  EXPECT_NEAR(value("arm_swing_deg")->left->mean, 36, 1);
}

TEST(Measure, SeesTheWalkerFromTheFrontAndTheBack) {
  for (const WalkerView view : {WalkerView::kFront, WalkerView::kBack}) {
    WalkerOptions options;
    options.camera.view = view;
    options.camera.orthographic = false;
    const SyntheticWalk walk = synthetic_walk(options, 1);
    const MovementResult result = measure(walk.series, with_height(1.7));
    ASSERT_EQ(result.passes.size(), 1U);
    EXPECT_EQ(result.passes[0].view,
              view == WalkerView::kFront ? ViewKind::kFrontalTowards : ViewKind::kFrontalAway);
    expect_contacts(result, walk, 0.12);
    EXPECT_NEAR(result.gait.find("cadence_steps_min")->both->mean, 100, 2);
    EXPECT_NEAR(result.gait.find("step_width_m")->both->mean, 0.07 * 1.7, 0.02);
    EXPECT_FALSE(result.gait.find("stride_length_m")->both.has_value());
    EXPECT_FALSE(result.gait.find("stride_length_m")->missing_reason.empty());
    EXPECT_FALSE(result.angles.find("right_knee_flexion_deg")->missing_reason.empty());
    EXPECT_TRUE(result.angles.find("pelvic_obliquity_deg")->missing_reason.empty());
  }
}

TEST(Measure, WalksOnATreadmill) {
  const SyntheticWalk walk = synthetic_walk({.treadmill = true}, 1);
  MovementOptions options = with_height(1.7);
  options.treadmill = true;
  const MovementResult guessed = measure(walk.series, options);
  expect_contacts(guessed, walk, 0.05);
  EXPECT_NEAR(guessed.gait.find("walking_speed_m_s")->both->mean, 1.1, 0.05);
  EXPECT_NEAR(guessed.gait.find("stride_length_m")->both->mean, walk.truth.stride_length_m, 0.06);
  options.belt_speed_m_s = 1.1;
  const MovementResult told = measure(walk.series, options);
  EXPECT_EQ(told.gait.find("walking_speed_m_s")->both->mean, 1.1);
  EXPECT_NEAR(told.gait.find("stride_length_m")->both->mean, walk.truth.stride_length_m, 0.03);
  EXPECT_LT(errors_of(told, walk, "left_knee_flexion_deg").rmse, 0.5);
}

TEST(Measure, FindsATreadmillByItself) {
  const SyntheticWalk walk = synthetic_walk({.leftwards = true, .treadmill = true}, 1);
  const MovementResult result = measure(walk.series, {});
  ASSERT_EQ(result.passes.size(), 1U);
  EXPECT_EQ(result.passes[0].activity, Activity::kWalking);
  EXPECT_EQ(result.passes[0].facing, -1);
  expect_contacts(result, walk, 0.05);
  EXPECT_LT(errors_of(result, walk, "right_hip_flexion_deg").rmse, 0.5);
}

TEST(Measure, SplitsAWalkAtItsTurns) {
  const SyntheticWalk walk = synthetic_walk({.duration_s = 14, .way_m = 5}, 1);
  const MovementResult result = measure(walk.series, {});
  ASSERT_EQ(result.passes.size(), 3U);
  EXPECT_EQ(result.turns.size(), 2U);
  EXPECT_EQ(result.passes[0].view, ViewKind::kSagittalRight);
  EXPECT_EQ(result.passes[1].view, ViewKind::kSagittalLeft);
  EXPECT_EQ(result.passes[2].view, ViewKind::kSagittalRight);
  // Away from the turns, where the body is seen from the side, angles are those of the walker.
  const AngleColumn& knee = *result.angles.find("right_knee_flexion_deg");
  const auto& truth = walk.truth.angles_deg.at("right_knee_flexion_deg");
  for (const std::size_t i : {30U, 60U, 90U, 200U, 240U, 270U, 400U})
    EXPECT_NEAR(knee.values_deg[i].value_or(1e9), truth[i], 3) << i;
}

TEST(Measure, TakesTheFloorsSlopeOff) {
  WalkerOptions options;
  options.camera.roll_deg = 5;
  const SyntheticWalk walk = synthetic_walk(options, 1);
  const MovementResult result = measure(walk.series, {});
  EXPECT_NEAR(result.scale.floor_slope_deg, 5, 0.3);
  EXPECT_LT(errors_of(result, walk, "trunk_lean_deg").rmse, 0.5);
  EXPECT_LT(errors_of(result, walk, "right_hip_flexion_deg").rmse, 0.5);
}

TEST(Measure, PerspectiveCostsLittle) {
  WalkerOptions options{.duration_s = 3};
  options.camera.orthographic = false;
  const SyntheticWalk walk = synthetic_walk(options, 1);
  const MovementResult result = measure(walk.series, with_height(1.7));
  EXPECT_LT(errors_of(result, walk, "left_knee_flexion_deg").rmse, 1.5);
  EXPECT_NEAR(result.gait.find("walking_speed_m_s")->both->mean, 1.1, 0.05);
  EXPECT_NEAR(result.gait.find("step_length_m")->left->mean, walk.truth.stride_length_m / 2, 0.04);
  EXPECT_NEAR(result.gait.find("step_length_m")->right->mean, walk.truth.stride_length_m / 2, 0.04);
}

TEST(Measure, ReportsBodyHeightsWithoutAScale) {
  const SyntheticWalk walk = synthetic_walk({}, 1);
  const MovementResult result = measure(walk.series, {});
  EXPECT_FALSE(result.gait.find("walking_speed_m_s")->both.has_value());
  EXPECT_FALSE(result.gait.find("walking_speed_m_s")->missing_reason.empty());
  EXPECT_NEAR(result.gait.find("stride_length_body_heights")->both->mean,
              walk.truth.stride_length_m / 1.7, 0.02);
}

TEST(Measure, KnownDistanceAndFactorGiveTheSameMetres) {
  const SyntheticWalk walk = synthetic_walk({}, 1);
  MovementOptions factor, known;
  factor.scale = MetresPerPixel{1 / 300.0};
  known.scale = KnownDistance{{100, 500}, {400, 500}, 1.0};
  const auto speed = [&](const MovementOptions& options) {
    return measure(walk.series, options).gait.find("walking_speed_m_s")->both->mean;
  };
  EXPECT_NEAR(speed(factor), 1.1, 0.01);
  EXPECT_NEAR(speed(factor), speed(known), 1e-9);
}

TEST(Measure, KeepsItsHeadInNoise) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    WalkerOptions options{.fps = seed % 2 == 0 ? 60.0 : 30.0};
    options.disturbance = {.noise_px = 2, .dropout_share = 0.03, .outlier_share = 0.005};
    options.disturbance.swaps = {{.first = 51, .count = 3}};
    const SyntheticWalk walk = synthetic_walk(options, seed);
    const MovementResult result = measure(walk.series, {});
    for (const auto& [name, truth] : walk.truth.angles_deg) {
      if (name.find("wrist") != std::string::npos) continue;  // a hand is 30 px long
      const Errors errors = errors_of(result, walk, name);
      EXPECT_LT(errors.rmse, name.find("foot") == std::string::npos ? 2.3 : 2.5) << name << seed;
      EXPECT_GT(errors.coverage, 0.97) << name;
    }
    expect_contacts(result, walk, 0.06);
  }
}

TEST(Measure, KnowsRunningFromWalking) {
  const WalkerOptions run{
      .speed_m_s = 3, .cadence_steps_min = 165, .duration_s = 4, .fps = 60, .running = true};
  const SyntheticWalk walk = synthetic_walk(run, 1);
  const MovementResult result = measure(walk.series, with_height(1.7));
  ASSERT_EQ(result.passes.size(), 1U);
  EXPECT_EQ(result.passes[0].activity, Activity::kRunning);
  expect_contacts(result, walk, 0.05);
  EXPECT_NEAR(result.gait.find("walking_speed_m_s")->both->mean, 3, 0.1);
  EXPECT_LT(result.gait.find("stance_percent")->both->mean, 48);
}

TEST(Measure, TurnsBelongToNoPass) {
  WalkerOptions walker{.duration_s = 20, .way_m = 5};
  walker.camera.orthographic = false;
  walker.camera.distance_m = 5;
  const SyntheticWalk walk = synthetic_walk(walker, 1);
  const MovementResult result = measure(walk.series, with_height(1.7));
  ASSERT_EQ(result.turns.size(), 3U);
  for (const char* name : {"left_knee_flexion_deg", "right_knee_flexion_deg"})
    EXPECT_LT(errors_of(result, walk, name, 15).rmse, 5) << name;
  for (const Turn& turn : result.turns) EXPECT_GT((turn.end - turn.start).seconds(), 0.4);
}

/// A camera beside the way that turns after a child, who comes back: the hips hardly move in the
/// picture, and the distance changes by a quarter.
class MeasureFollowed : public ::testing::TestWithParam<std::tuple<double, double, bool>> {};

TEST_P(MeasureFollowed, SeesBothWaysFromTheSide) {
  const auto [share, lag_s, leftwards] = GetParam();
  WalkerOptions walker{.height_m = 1.2, .speed_m_s = 0.8, .cadence_steps_min = 120};
  walker.duration_s = 13;
  walker.leftwards = leftwards;
  walker.toe_walking = true;
  walker.crouch_share = 0.03;
  walker.way_m = 5;
  walker.keypoint_set = KeypointSet::kBody25;
  walker.camera = {.orthographic = false, .focal_px = 1100, .distance_m = 4};
  walker.camera.follow_share = share;
  walker.camera.follow_lag_s = lag_s;
  walker.disturbance = {.noise_px = 1.5, .dropout_share = 0.02};
  const SyntheticWalk walk = synthetic_walk(walker, 1);
  const MovementResult result = measure(walk.series, with_height(1.2));
  std::vector<int> ways;
  for (const WalkingPass& pass : result.passes)
    if (pass.view == ViewKind::kSagittalLeft || pass.view == ViewKind::kSagittalRight)
      ways.push_back(pass.facing);
  EXPECT_EQ(ways, leftwards ? std::vector({-1, 1}) : std::vector({1, -1}));
  EXPECT_GE(result.turns.size(), 1U);
  for (const char* name : {"left_knee_flexion_deg", "right_knee_flexion_deg"}) {
    const Errors errors = errors_of(result, walk, name);
    EXPECT_GT(errors.coverage, 0.85) << name;
    EXPECT_LT(errors.rmse, 7) << name;
  }
  EXPECT_NEAR(result.gait.find("cadence_steps_min")->both->mean, 120, 4);
}

INSTANTIATE_TEST_SUITE_P(Cameras, MeasureFollowed,
                         ::testing::Combine(::testing::Values(0.5, 0.8, 1.0),
                                            ::testing::Values(0.0, 0.5), ::testing::Bool()));

TEST(Measure, LegsAloneAreMeasuredToo) {
  WalkerOptions walker{.keypoint_set = KeypointSet::kBody25};
  SyntheticWalk walk = synthetic_walk(walker, 1);
  for (LandmarkSample& sample : walk.series.samples)
    for (std::size_t k = 0; k < kBodyLandmarks; ++k)
      if (k < index_of(BodyLandmark::kLeftHip) && k != index_of(BodyLandmark::kMidHip))
        sample.points[k].reset();
  const MovementResult result = measure(walk.series, with_height(1.7));
  expect_contacts(result, walk, 0.05);
  EXPECT_LT(errors_of(result, walk, "left_knee_flexion_deg").rmse, 0.5);
  EXPECT_LT(errors_of(result, walk, "left_hip_flexion_deg").rmse, 0.5);
  EXPECT_NEAR(result.gait.find("walking_speed_m_s")->both->mean, 1.1, 0.06);
}

TEST(Measure, CrouchedToeWalkersAndUnevenStepsLoseNoContact) {
  WalkerOptions crouched{.height_m = 1.1, .speed_m_s = 0.6, .cadence_steps_min = 110};
  crouched.toe_walking = true;
  crouched.crouch_share = 0.06;
  WalkerOptions uneven{.height_m = 1.3, .speed_m_s = 0.7};
  uneven.left_phase = 0.42;
  for (const WalkerOptions& walker : {crouched, uneven}) {
    const SyntheticWalk walk = synthetic_walk(walker, 1);
    expect_contacts(measure(walk.series, with_height(walker.height_m)), walk, 0.05);
  }
}

TEST(Measure, AVerySlowWalkerLosesNoContact) {
  WalkerOptions slow{.speed_m_s = 0.3, .cadence_steps_min = 64, .duration_s = 14};
  const SyntheticWalk walk = synthetic_walk(slow, 1);
  expect_contacts(measure(walk.series, with_height(1.7)), walk, 0.1);
}

TEST(Measure, ARunningChildLosesNoContact) {
  WalkerOptions runner{.height_m = 1.2, .speed_m_s = 2.2, .cadence_steps_min = 190, .fps = 60};
  runner.running = true;
  runner.disturbance = {.noise_px = 1.5};
  const SyntheticWalk walk = synthetic_walk(runner, 7);
  const MovementResult result = measure(walk.series, with_height(1.2));
  expect_contacts(result, walk, 0.08);
}

TEST(Measure, ABeltsSpeedAloneGivesMetres) {
  const SyntheticWalk walk = synthetic_walk({.duration_s = 8, .treadmill = true}, 1);
  MovementOptions options;
  options.treadmill = true;
  options.belt_speed_m_s = 1.1;
  const MovementResult result = measure(walk.series, options);
  EXPECT_NEAR(result.gait.find("stride_length_m")->both->mean, walk.truth.stride_length_m, 0.03);
  EXPECT_NEAR(result.gait.find("walking_speed_m_s")->both->mean, 1.1, 1e-9);
  EXPECT_EQ(result.scale.source, "belt");
  EXPECT_NEAR(*result.scale.m_per_px, 1 / 300.0, 1e-4);
}

}  // namespace
}  // namespace securepose::kinematics
