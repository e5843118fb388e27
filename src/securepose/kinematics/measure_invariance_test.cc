#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "securepose/base/error.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/kinematics/measure.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;

/// What a mirror shows: x runs the other way and every landmark is the other side's.
LandmarkSeries mirrored_video(const LandmarkSeries& series) {
  LandmarkSeries mirror = series;
  for (std::size_t i = 0; i < series.samples.size(); ++i)
    for (std::size_t k = 0; k < kBodyLandmarks; ++k) {
      auto point = series.samples[i].points[k];
      if (point) point->point_px.x_px = *series.width_px - point->point_px.x_px;
      mirror.samples[i].points[index_of(mirrored(static_cast<BodyLandmark>(k)))] = point;
    }
  return mirror;
}

std::string mirrored_name(const std::string& name) {
  if (name.starts_with("left_")) return "right_" + name.substr(5);
  if (name.starts_with("right_")) return "left_" + name.substr(6);
  return name;
}

/// Columns agree sample by sample; `rename` maps a's names to b's.
template <class Rename>
void expect_same_angles(const MovementResult& a, const MovementResult& b, const Rename& rename,
                        double tolerance_deg) {
  for (const AngleColumn& column : a.angles.columns) {
    const AngleColumn* other = b.angles.find(rename(column.name));
    ASSERT_NE(other, nullptr) << column.name;
    for (std::size_t i = 0; i < column.values_deg.size(); ++i) {
      ASSERT_EQ(column.values_deg[i].has_value(), other->values_deg[i].has_value()) << column.name;
      if (column.values_deg[i]) {
        EXPECT_NEAR(*column.values_deg[i], *other->values_deg[i], tolerance_deg) << column.name;
      }
    }
  }
}

testing::SyntheticWalk noisy_walk(testing::WalkerView view = testing::WalkerView::kSide) {
  testing::WalkerOptions options;
  options.camera.view = view;
  options.camera.orthographic = false;
  options.disturbance = {.noise_px = 2, .dropout_share = 0.03};
  return synthetic_walk(options, 3);
}

TEST(MeasureInvariance, MirroredVideoGivesMirroredAnglesAndEvents) {
  const auto walk = noisy_walk();
  const MovementResult a = measure(walk.series, {});
  const MovementResult b = measure(mirrored_video(walk.series), {});
  expect_same_angles(a, b, mirrored_name, 1e-6);
  ASSERT_EQ(a.events.size(), b.events.size());
  for (std::size_t i = 0; i < a.events.size(); ++i) {
    EXPECT_EQ(a.events[i].side, other(b.events[i].side));
    EXPECT_NEAR(a.events[i].time.seconds(), b.events[i].time.seconds(), 1e-6);
  }
  EXPECT_NEAR(a.gait.find("step_length_body_heights")->left->mean,
              b.gait.find("step_length_body_heights")->right->mean, 1e-6);
}

TEST(MeasureInvariance, FrontalAnglesChangeSignInAMirror) {
  const auto walk = noisy_walk(testing::WalkerView::kFront);
  const MovementResult a = measure(walk.series, {});
  const MovementResult b = measure(mirrored_video(walk.series), {});
  for (const char* name :
       {"pelvic_obliquity_deg", "shoulder_obliquity_deg", "trunk_lateral_lean_deg"}) {
    const AngleColumn &ca = *a.angles.find(name), &cb = *b.angles.find(name);
    for (std::size_t i = 10; i < 100; i += 10) {
      ASSERT_TRUE(ca.values_deg[i] && cb.values_deg[i]) << name;
      EXPECT_NEAR(*ca.values_deg[i], -*cb.values_deg[i], 1e-6) << name;
    }
  }
}

TEST(MeasureInvariance, SizeOfThePictureDoesNotMatter) {
  const auto walk = noisy_walk();
  LandmarkSeries large = walk.series;
  large.width_px = 2 * *large.width_px;
  large.height_px = 2 * *large.height_px;
  for (LandmarkSample& sample : large.samples)
    for (auto& point : sample.points)
      if (point) point->point_px = 2.0 * point->point_px;
  const MovementResult a = measure(walk.series, {});
  const MovementResult b = measure(large, {});
  expect_same_angles(
      a, b, [](const std::string& name) { return name; }, 1e-6);
  EXPECT_NEAR(a.gait.find("stride_length_body_heights")->both->mean,
              b.gait.find("stride_length_body_heights")->both->mean, 1e-9);
}

TEST(MeasureInvariance, TimeOfTheFirstFrameDoesNotMatter) {
  const auto walk = noisy_walk();
  LandmarkSeries late = walk.series;
  for (LandmarkSample& sample : late.samples)
    sample.time = sample.time + base::Timestamp::from_seconds(1234.5);
  const MovementResult a = measure(walk.series, {});
  const MovementResult b = measure(late, {});
  expect_same_angles(
      a, b, [](const std::string& name) { return name; }, 1e-9);
  ASSERT_EQ(a.events.size(), b.events.size());
  for (std::size_t i = 0; i < a.events.size(); ++i)
    EXPECT_NEAR(a.events[i].time.seconds() + 1234.5, b.events[i].time.seconds(), 1e-6);
  EXPECT_NEAR(a.passes[0].end.seconds() + 1234.5, b.passes[0].end.seconds(), 1e-6);
}

class EveryTurn : public ::testing::TestWithParam<int> {};

TEST_P(EveryTurn, GivesTheSameAnglesAndGait) {
  const auto walk = noisy_walk();
  LandmarkSeries recorded = walk.series;  // as a camera records it that was held in another way
  recorded.upright_turn_deg = GetParam();
  const int width_px = walk.series.width_px.value();
  const int height_px = walk.series.height_px.value();
  const bool sideways = GetParam() % 180 != 0;
  recorded.width_px = sideways ? height_px : width_px;
  recorded.height_px = sideways ? width_px : height_px;
  const geometry::RecordedFromTurned turn_back(GetParam(), sideways ? height_px : width_px,
                                               sideways ? width_px : height_px);
  for (LandmarkSample& sample : recorded.samples)
    for (auto& point : sample.points)
      if (point) point->point_px = turn_back(point->point_px);
  MovementOptions options;
  options.scale = PatientHeight{1.75};
  const MovementResult a = measure(walk.series, options);
  const MovementResult b = measure(recorded, options);
  expect_same_angles(
      a, b, [](const std::string& name) { return name; }, 1e-6);
  ASSERT_FALSE(a.gait.strides.empty());
  ASSERT_EQ(a.gait.strides.size(), b.gait.strides.size());
  for (std::size_t i = 0; i < a.gait.strides.size(); ++i) {
    EXPECT_EQ(a.gait.strides[i].side, b.gait.strides[i].side);
    EXPECT_NEAR(a.gait.strides[i].duration_s(), b.gait.strides[i].duration_s(), 1e-6);
    ASSERT_EQ(a.gait.strides[i].length_m.has_value(), b.gait.strides[i].length_m.has_value());
    EXPECT_NEAR(a.gait.strides[i].length_m.value_or(0), b.gait.strides[i].length_m.value_or(0),
                1e-6);
  }
  // The clean points come back in the frame as it was recorded.
  const auto& before = recorded.samples[40][BodyLandmark::kLeftKnee]->point_px;
  const auto& after = b.clean.samples[40][BodyLandmark::kLeftKnee]->point_px;
  EXPECT_LT(geometry::distance_px(before, after), 10);
}

INSTANTIATE_TEST_SUITE_P(MeasureInvariance, EveryTurn, ::testing::Values(90, 180, 270));

TEST(MeasureInvariance, NotANumberIsMissing) {
  auto walk = synthetic_walk({}, 1);
  for (std::size_t i = 60; i < 75; ++i)
    walk.series.samples[i][BodyLandmark::kRightAnkle]->point_px.x_px =
        std::numeric_limits<double>::quiet_NaN();
  const MovementResult result = measure(walk.series, {});
  const AngleColumn& knee = *result.angles.find("right_knee_flexion_deg");
  EXPECT_TRUE(knee.values_deg[50].has_value());
  EXPECT_FALSE(knee.values_deg[67].has_value());
  for (const auto& column : result.angles.columns)
    for (const auto& value : column.values_deg)
      if (value) {
        EXPECT_TRUE(std::isfinite(*value)) << column.name;
      }
}

TEST(MeasureInvariance, StandingStillHasNoSteps) {
  auto walk = synthetic_walk({}, 1);
  for (LandmarkSample& sample : walk.series.samples) sample.points = walk.series.samples[20].points;
  const MovementResult result = measure(walk.series, {});
  ASSERT_EQ(result.passes.size(), 1U);
  EXPECT_EQ(result.passes[0].activity, Activity::kStanding);
  EXPECT_TRUE(result.events.empty());
  EXPECT_EQ(result.gait.find("cadence_steps_min")->missing_reason, "No walking was found.");
  const AngleColumn& knee = *result.angles.find("left_knee_flexion_deg");
  for (const auto& value : knee.values_deg)
    EXPECT_NEAR(value.value_or(1e9), walk.truth.angles_deg.at("left_knee_flexion_deg")[20], 1e-3);
}

TEST(MeasureInvariance, NothingGivesNothing) {
  const MovementResult empty = measure({}, {});
  EXPECT_TRUE(empty.angles.frames.empty());
  EXPECT_FALSE(empty.angles.columns.empty());
  EXPECT_TRUE(empty.events.empty());
  EXPECT_FALSE(empty.gait.find("walking_speed_m_s")->missing_reason.empty());

  auto walk = synthetic_walk({}, 1);
  for (LandmarkSample& sample : walk.series.samples) sample.points = {};
  const MovementResult nobody = measure(walk.series, {});
  EXPECT_EQ(nobody.angles.frames.size(), walk.series.samples.size());
  EXPECT_EQ(nobody.summary.samples_with_person, 0U);
  EXPECT_FALSE(nobody.angles.find("trunk_lean_deg")->missing_reason.empty());
}

class MeasureShortSeries : public ::testing::TestWithParam<std::size_t> {};

TEST_P(MeasureShortSeries, DoesNotFail) {
  auto walk = synthetic_walk({}, 1);
  walk.series.samples.resize(GetParam());
  const MovementResult result = measure(walk.series, {});
  EXPECT_EQ(result.angles.frames.size(), GetParam());
  EXPECT_TRUE(result.gait.strides.empty());
}

INSTANTIATE_TEST_SUITE_P(Lengths, MeasureShortSeries,
                         ::testing::Values(1U, 2U, 3U, 4U, 5U, 8U, 15U));

TEST(MeasureInvariance, CutsKeepShotsApart) {
  auto walk = synthetic_walk({.duration_s = 6}, 1);
  const auto far = synthetic_walk({.duration_s = 6, .start_m = 40, .camera = {.px_per_m = 200}}, 1);
  for (std::size_t i = 90; i < walk.series.samples.size(); ++i)
    walk.series.samples[i].points = far.series.samples[i].points;
  walk.series.cuts = {90};
  const MovementResult result = measure(walk.series, {});
  ASSERT_EQ(result.passes.size(), 2U);
  EXPECT_EQ(result.passes[0].last_sample, 89U);
  const auto& truth = walk.truth.angles_deg.at("left_knee_flexion_deg");
  const AngleColumn& knee = *result.angles.find("left_knee_flexion_deg");
  for (const std::size_t i : {87U, 88U, 89U, 90U, 91U, 92U})
    EXPECT_NEAR(knee.values_deg[i].value_or(1e9), truth[i], 2.5) << i;
}

TEST(MeasureInvariance, RefusesTimesThatDoNotIncrease) {
  auto walk = synthetic_walk({}, 1);
  walk.series.samples[10].time = walk.series.samples[9].time;
  try {
    measure(walk.series, {});
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInput);
    EXPECT_NE(std::string(error.what()).find("frame 10"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace securepose::kinematics
