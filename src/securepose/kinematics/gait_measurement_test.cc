#include "securepose/kinematics/gait_measurement.h"

#include <gtest/gtest.h>

#include <set>

#include "securepose/kinematics/measure.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;

TEST(MeasureGait, RowsAreAlwaysTheSame) {
  const MovementResult walk = measure(synthetic_walk({}, 1).series, {});
  const MovementResult nothing = measure({}, {});
  ASSERT_EQ(walk.gait.parameters.size(), nothing.gait.parameters.size());
  std::set<std::string> names;
  for (std::size_t i = 0; i < walk.gait.parameters.size(); ++i) {
    EXPECT_EQ(walk.gait.parameters[i].name, nothing.gait.parameters[i].name);
    names.insert(walk.gait.parameters[i].name);
  }
  EXPECT_EQ(names.size(), walk.gait.parameters.size());
  for (const char* name :
       {"walking_speed_m_s", "cadence_steps_min", "stride_length_m", "step_length_m",
        "stride_time_s", "step_time_s", "stance_percent", "swing_percent", "double_support_percent",
        "single_support_percent", "step_width_m", "arm_swing_deg"})
    EXPECT_TRUE(names.contains(name)) << name;
}

TEST(MeasureGait, EveryRowHasAValueOrAReason) {
  for (const auto view : {testing::WalkerView::kSide, testing::WalkerView::kFront}) {
    testing::WalkerOptions options;
    options.camera.view = view;
    options.camera.orthographic = false;
    for (const GaitParameter& p : measure(synthetic_walk(options, 1).series, {}).gait.parameters)
      EXPECT_NE(p.both.has_value(), !p.missing_reason.empty()) << p.name;
  }
}

TEST(MeasureGait, SharesOfTheStrideAddUp) {
  const MovementResult r = measure(synthetic_walk({.duration_s = 8}, 1).series, {});
  const auto mean = [&](const char* name) { return r.gait.find(name)->left->mean; };
  EXPECT_NEAR(mean("stance_percent") + mean("swing_percent"), 100, 1e-9);
  EXPECT_NEAR(mean("single_support_percent") + mean("double_support_percent"),
              mean("stance_percent"), 1.5);
}

TEST(MeasureGait, CadenceIsStepsOverTime) {
  const MovementResult r = measure(synthetic_walk({.cadence_steps_min = 96}, 1).series, {});
  const GaitParameter& cadence = *r.gait.find("cadence_steps_min");
  EXPECT_NEAR(cadence.both->mean, 96, 0.5);
  EXPECT_NEAR(cadence.both->mean, 60 / r.gait.find("step_time_s")->both->mean, 0.5);
}

TEST(MeasureGait, CoefficientOfVariationNeedsATrueZero) {
  const MovementResult r = measure(synthetic_walk({.duration_s = 8}, 1).series, {});
  EXPECT_TRUE(r.gait.find("stride_length_body_heights")->both->coefficient_of_variation_pct);
  // Zero is as far from a straight knee as the program's choice of zero: no ratio can be taken.
  EXPECT_FALSE(r.gait.find("knee_flexion_at_contact_deg")->both->coefficient_of_variation_pct);
  EXPECT_TRUE(r.gait.find("knee_flexion_range_deg")->both->coefficient_of_variation_pct);
}

TEST(PassScales, FollowTheSource) {
  const auto walk = synthetic_walk({}, 1);
  LandmarkTracks tracks = tracks_from_series(walk.series, 0.1);
  add_middle_points(tracks);
  const auto passes = find_passes(tracks, false).passes;
  const std::vector<GaitEvent> events;
  const AngleTable angles;
  const GaitEvidence evidence{tracks, passes, events, angles};
  MovementOptions options;
  EXPECT_FALSE(pass_scales(evidence, options)[0].height_m.has_value());
  options.scale = PatientHeight{1.7};
  EXPECT_EQ(pass_scales(evidence, options)[0].height_m, 1.7);
  EXPECT_TRUE(pass_scales(evidence, options)[0].lengths);
  options.scale = MetresPerPixel{1 / 300.0};
  EXPECT_NEAR(pass_scales(evidence, options)[0].height_m.value(), 1.7, 0.02);
  options.scale = PatientHeight{1.7};
  options.treadmill = true;
  options.belt_speed_m_s = 1.0;
  EXPECT_NEAR(pass_scales(evidence, options)[0].floor_velocity, -1 / 1.7, 1e-12);
}

}  // namespace
}  // namespace securepose::kinematics
