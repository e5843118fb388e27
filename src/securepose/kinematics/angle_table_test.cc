#include "securepose/kinematics/angle_table.h"

#include <gtest/gtest.h>

namespace securepose::kinematics {
namespace {

TEST(AngleTable, FindsAColumnByItsName) {
  AngleTable table;
  table.columns = {{"a_deg", {1.0}, {false}, ""}, {"b_deg", {2.0}, {false}, ""}};
  ASSERT_NE(table.find("b_deg"), nullptr);
  EXPECT_EQ(table.find("b_deg")->values_deg[0], 2.0);
  EXPECT_EQ(table.find("c_deg"), nullptr);
}

}  // namespace
}  // namespace securepose::kinematics
