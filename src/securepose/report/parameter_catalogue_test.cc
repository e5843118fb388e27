#include "securepose/report/parameter_catalogue.h"

#include <gtest/gtest.h>

#include <string>

#include "securepose/kinematics/stride_angles.h"

namespace securepose::report {
namespace {

kinematics::GaitParameter parameter(std::string name, std::string unit) {
  kinematics::GaitParameter result;
  result.name = std::move(name);
  result.unit = std::move(unit);
  return result;
}

TEST(DescribeParameter, NamesKnownOnes) {
  EXPECT_EQ(describe_parameter(parameter("walking_speed_m_s", "m/s")).label, "Walking speed");
  EXPECT_EQ(describe_parameter(parameter("cadence_steps_min", "steps/min")).label, "Cadence");
  EXPECT_EQ(describe_parameter(parameter("stance_percent", "%")).label, "Stance phase");
  EXPECT_EQ(describe_parameter(parameter("step_time_s", "s")).label, "Step time");
  EXPECT_FALSE(describe_parameter(parameter("step_time_s", "s")).definition.empty());
}

TEST(DescribeParameter, TellsLengthsInBodyHeightsFromThoseInMetres) {
  EXPECT_EQ(describe_parameter(parameter("step_length_body_heights", "body heights")).label,
            "Step length by height");
  EXPECT_EQ(describe_parameter(parameter("walking_speed_body_heights_s", "body heights/s")).label,
            "Walking speed by height");
}

TEST(DescribeParameter, MakesAReadableNameOfOthers) {
  const Parameter row = describe_parameter(parameter("hip_wobble_deg", "deg"));
  EXPECT_EQ(row.label, "Hip wobble");
  EXPECT_EQ(row.decimals, 1);
  EXPECT_EQ(row.unit, "°");
}

TEST(DescribeParameter, FlagsTheImplausibleAndKeepsTheValue) {
  kinematics::GaitParameter fast = parameter("walking_speed_m_s", "m/s");
  fast.both = kinematics::Statistic{4.2, 0.1, 2.4, 7};
  fast.plausible = false;
  const Parameter row = describe_parameter(fast);
  ASSERT_TRUE(row.both.has_value());
  EXPECT_DOUBLE_EQ(*row.both->mean, 4.2);
  EXPECT_EQ(row.both->count, 7);
  EXPECT_EQ(row.both->flags.size(), 1U);
  EXPECT_FALSE(row.left.has_value());
}

TEST(DescribeParameter, CarriesTheReasonForWhatIsMissing) {
  kinematics::GaitParameter width = parameter("step_width_m", "m");
  width.missing_reason = "The camera stands at the side.";
  EXPECT_EQ(describe_parameter(width).missing_reason, "The camera stands at the side.");
}

TEST(DescribeParameter, TellsWhatWasReadOffAJoint) {
  const auto label = [](const char* name) {
    const Parameter row = describe_parameter(parameter(name, "deg"));
    EXPECT_TRUE(row.of_joint) << name;
    EXPECT_FALSE(row.definition.empty()) << name;
    return row.label;
  };
  EXPECT_EQ(label("knee_flexion_loading_peak_deg"), "Knee flexion, loading response");
  EXPECT_EQ(label("knee_flexion_stance_least_deg"), "Knee flexion, least in stance");
  EXPECT_EQ(label("hip_flexion_least_deg"), "Hip flexion, least");
  EXPECT_EQ(label("ankle_dorsiflexion_third_rocker_least_deg"), "Ankle dorsiflexion, third rocker");
  // Every reading has a name of its own.
  for (const auto& info : kinematics::angle_readings())
    label((std::string(info.motion) + "_" + std::string(info.what) + "_deg").c_str());
}

}  // namespace
}  // namespace securepose::report
