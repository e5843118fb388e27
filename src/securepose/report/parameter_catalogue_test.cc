#include "securepose/report/parameter_catalogue.h"

#include <gtest/gtest.h>

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
  kinematics::GaitParameter parameter;
  parameter.name = "knee_flexion_stance_peak_deg";
  parameter.unit = "deg";
  const Parameter row = describe_parameter(parameter);
  EXPECT_EQ(row.label, "Knee flexion, peak in stance");
  EXPECT_TRUE(row.of_joint);
  EXPECT_FALSE(row.definition.empty());
}

}  // namespace
}  // namespace securepose::report
