#include "securepose/report/angle_catalogue.h"

#include <gtest/gtest.h>

namespace securepose::report {
namespace {

TEST(ParseAngleName, TakesSideAndUnitOff) {
  EXPECT_EQ(parse_angle_name("right_knee_flexion_deg").side, Side::kRight);
  EXPECT_EQ(parse_angle_name("left_knee_flexion_deg").quantity, "knee_flexion");
  EXPECT_EQ(parse_angle_name("trunk_lean_deg").side, Side::kMidline);
  EXPECT_EQ(parse_angle_name("trunk_lean_deg").quantity, "trunk_lean");
}

TEST(DescribeAngle, OrdersFromTheHipDown) {
  EXPECT_LT(describe_angle("hip_flexion").rank, describe_angle("knee_flexion").rank);
  EXPECT_LT(describe_angle("knee_flexion").rank, describe_angle("ankle_dorsiflexion").rank);
  EXPECT_FALSE(describe_angle("knee_flexion").secondary);
}

TEST(DescribeAngle, GivesUnknownOnesAReadableTitleAtTheEnd) {
  const AngleDescription description = describe_angle("thigh_segment");
  EXPECT_EQ(description.title, "Thigh segment");
  EXPECT_TRUE(description.secondary);
  EXPECT_GT(description.rank, describe_angle("neck_flexion").rank);
}

}  // namespace
}  // namespace securepose::report
