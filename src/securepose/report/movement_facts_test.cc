#include "securepose/report/movement_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::report {
namespace {

base::Timestamp at(double seconds) { return base::Timestamp::from_seconds(seconds); }

kinematics::MovementResult walk() {
  kinematics::MovementResult result;
  result.summary.samples = 4;
  result.summary.samples_with_person = 3;
  for (int i = 0; i < 4; ++i) result.angles.times.push_back(at(i * 0.04));
  for (const char* name : {"right_knee_flexion_deg", "left_knee_flexion_deg", "trunk_lean_deg",
                           "left_hip_flexion_deg", "left_shank_segment_deg"}) {
    kinematics::AngleColumn column;
    column.name = name;
    column.values_deg = {1.0, std::nullopt, 3.0, 4.0};
    column.interpolated = {false, false, true, false};
    result.angles.columns.push_back(column);
  }
  return result;
}

TEST(DescribeMovement, TellsWhyThereIsNothing) {
  const Movement movement = describe_movement({});
  EXPECT_EQ(movement.missing_reason,
            "No movement was measured: the patient's body was not found in any frame.");
  EXPECT_TRUE(movement.panels.empty());
}

TEST(DescribeMovement, GroupsSidesIntoPanelsInTheOrderOfReports) {
  const Movement movement = describe_movement(walk());
  ASSERT_EQ(movement.panels.size(), 4U);
  EXPECT_EQ(movement.panels[0].title, "Hip flexion");
  EXPECT_EQ(movement.panels[1].title, "Knee flexion");
  ASSERT_EQ(movement.panels[1].curves.size(), 2U);
  EXPECT_EQ(movement.panels[1].curves[0].side, Side::kLeft);
  EXPECT_EQ(movement.panels[1].curves[1].side, Side::kRight);
  EXPECT_EQ(movement.panels[2].title, "Trunk lean");
  EXPECT_TRUE(movement.panels[3].secondary);
  EXPECT_TRUE(movement.panels[1].curves[0].interpolated[2]);
  EXPECT_FALSE(movement.panels[1].curves[0].values[1].has_value());
  ASSERT_EQ(movement.definitions.size(), 4U);
  EXPECT_EQ(movement.definitions[0].term, "Hip flexion");
}

TEST(DescribeMovement, NamesTheLongestViewFirst) {
  kinematics::MovementResult result = walk();
  kinematics::WalkingPass pass;
  pass.start = at(0);
  pass.end = at(1);
  pass.activity = kinematics::Activity::kWalking;
  pass.view = kinematics::ViewKind::kFrontalTowards;
  result.passes.push_back(pass);
  pass.start = at(1);
  pass.end = at(5);
  pass.view = kinematics::ViewKind::kSagittalLeft;
  result.passes.push_back(pass);
  const Movement movement = describe_movement(result);
  EXPECT_EQ(movement.view, "from the side, left side towards the camera; from the front");
  ASSERT_EQ(movement.passes.size(), 2U);
  EXPECT_EQ(movement.passes[0].activity, "walking");
}

TEST(DescribeMovement, CarriesEventsParametersAndNotes) {
  kinematics::MovementResult result = walk();
  result.events = {
      {kinematics::Side::kRight, kinematics::GaitEventKind::kFinalContact, at(1), 25, 0.9, 0}};
  result.gait.parameters.emplace_back().name = "cadence_steps_min";
  result.notes = {"A note."};
  const Movement movement = describe_movement(result);
  ASSERT_EQ(movement.events.size(), 1U);
  EXPECT_EQ(movement.events[0].kind, EventKind::kFinalContact);
  EXPECT_EQ(movement.events[0].side, Side::kRight);
  EXPECT_EQ(movement.parameters.at(0).label, "Cadence");
  EXPECT_THAT(movement.notes, testing::ElementsAre("A note."));
}

TEST(DescribeMovement, OtherTasksDoNotListWhatGaitTheyDoNotShow) {
  kinematics::MovementResult result = walk();
  kinematics::GaitParameter missing, there;
  missing.name = "cadence_steps_min";
  missing.missing_reason = "No walking was found.";
  there.name = "arm_swing_deg";
  there.both = kinematics::Statistic{};
  result.gait.parameters = {missing, there};
  EXPECT_EQ(describe_movement(result).parameters.size(), 2U);
  result.task.task = kinematics::Task::kBalance;
  EXPECT_EQ(describe_movement(result).parameters.size(), 1U);
}

TEST(DescribeMovement, StatesTheQualityOfTheData) {
  kinematics::MovementResult result = walk();
  result.filter.true_cutoff_hz = 6;
  const Movement movement = describe_movement(result);
  const auto fact = [&](const std::string& name) {
    for (const Fact& one : movement.quality)
      if (one.name == name) return one.value;
    return std::string();
  };
  EXPECT_EQ(fact("Frames that show the patient"), "3 of 4 (75.0 %)");
  EXPECT_THAT(fact("Smoothing"), testing::HasSubstr("true cut-off 6.0 Hz"));
  EXPECT_THAT(fact("Scale"), testing::HasSubstr("body heights"));
}

}  // namespace
}  // namespace securepose::report
