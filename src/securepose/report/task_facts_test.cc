#include "securepose/report/task_facts.h"

#include <gtest/gtest.h>

namespace securepose::report {
namespace {

TEST(TaskFacts, TellWhatWasMeasuredOrWhyNot) {
  kinematics::TaskResult result;
  EXPECT_TRUE(task_facts(result).empty());
  result.task = kinematics::Task::kSitToStand;
  result.sit_to_stand = kinematics::SitToStand{
      {{base::Timestamp::from_seconds(1), base::Timestamp::from_seconds(2.25)}}, 1.25, {}, ""};
  const auto facts = task_facts(result);
  ASSERT_EQ(facts.size(), 3U);
  EXPECT_EQ(facts[1].value, "1.25 s");
  result.missing_reason = "Nobody got up.";
  EXPECT_EQ(task_facts(result).at(0).value, "Nobody got up.");
}

TEST(TaskFacts, SwayInMillimetresOnlyWithAScale) {
  kinematics::TaskResult result;
  result.task = kinematics::Task::kBalance;
  kinematics::Sway sway;
  sway.point = "mid_hip";
  sway.path_heights = 0.5;
  sway.duration_s = 30;
  result.sways = {sway};
  EXPECT_NE(task_facts(result).at(0).value.find("of height"), std::string::npos);
  result.sways[0].body_height_m = 1.6;
  EXPECT_EQ(task_facts(result).at(0).value, "800 mm in 30.0 s");
}

TEST(TaskFacts, RhythmAndRangeNameTheirSignal) {
  kinematics::TaskResult result;
  result.rhythms = {{"right_wrist", "body heights", 5.2, 0.004, 1e-5, 0.8, 10}};
  kinematics::RangeOfMotion range;
  range.angle = "left_knee_flexion_deg";
  range.most_deg = 120;
  result.ranges = {range};
  const auto facts = task_facts(result);
  EXPECT_NE(facts.at(0).value.find("5.20 Hz"), std::string::npos);
  EXPECT_NE(facts.at(1).name.find("(left)"), std::string::npos);
  EXPECT_EQ(facts[1].value.substr(0, 6), "120.0\xC2");
}

TEST(ProfileRows, BothSidesOfAVariableShareARow) {
  EXPECT_TRUE(profile_rows(std::nullopt).empty());
  kinematics::GaitProfile profile;
  profile.variables = {{"knee_flexion", kinematics::Side::kLeft, 6},
                       {"hip_flexion", kinematics::Side::kLeft, 5},
                       {"knee_flexion", kinematics::Side::kRight, 8}};
  profile.both_deg = 7.07;
  const auto rows = profile_rows(profile);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_DOUBLE_EQ(*rows[1].left->mean, 6);
  EXPECT_DOUBLE_EQ(*rows[1].right->mean, 8);
}

}  // namespace
}  // namespace securepose::report
