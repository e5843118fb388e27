#include "securepose/kinematics/gait_cycle.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace securepose::kinematics {
namespace {

base::Timestamp at_s(double seconds) { return base::Timestamp::from_seconds(seconds); }

/// A column that runs through 30 sin() once a second, 50 per second.
AngleTable table_of(const char* name) {
  AngleTable table;
  AngleColumn column{name, {}, {}, ""};
  for (int i = 0; i <= 250; ++i) {
    table.frames.push_back(i);
    table.times.push_back(at_s(i / 50.0));
    column.values_deg.emplace_back(30 * std::sin(2 * std::numbers::pi * i / 50.0));
    column.interpolated.push_back(false);
  }
  table.columns.push_back(column);
  return table;
}

Stride stride(Side side, double from_s, double to_s) {
  Stride s;
  s.side = side;
  s.start = at_s(from_s);
  s.end = at_s(to_s);
  s.final_contact = at_s(from_s + 0.6 * (to_s - from_s));
  return s;
}

TEST(GaitCycle, AnglesAreReadBetweenSamplesAndNotBesideGaps) {
  AngleTable table = table_of("left_knee_flexion_deg");
  AngleColumn& column = table.columns[0];
  EXPECT_NEAR(*angle_at(table, column, at_s(0.25)), 30, 0.1);
  EXPECT_DOUBLE_EQ(*angle_at(table, column, at_s(0.02)), *column.values_deg[1]);
  column.values_deg[13].reset();
  EXPECT_FALSE(angle_at(table, column, at_s(0.25)));
  EXPECT_FALSE(angle_at(table, column, at_s(6)));
  EXPECT_FALSE(angle_at(table, column, at_s(-0.1)));
}

TEST(GaitCycle, MeanAndDeviationOverStridesOfTheSide) {
  const AngleTable table = table_of("left_knee_flexion_deg");
  const std::vector<Stride> strides = {stride(Side::kLeft, 0, 1), stride(Side::kRight, 0.4, 1.4),
                                       stride(Side::kLeft, 1.1, 2.1)};
  const auto curves = cycle_curves(table, strides);
  ASSERT_EQ(curves.size(), 1U);
  EXPECT_EQ(curves[0].strides, 2U);
  EXPECT_NEAR(*curves[0].final_contact_percent, 60, 1e-6);
  const double later = 30 * std::sin(2 * std::numbers::pi * 0.1);
  EXPECT_NEAR(*curves[0].mean_deg[0], later / 2, 0.05);
  EXPECT_NEAR(*curves[0].deviation_deg[0], later / std::numbers::sqrt2, 0.05);
  EXPECT_NEAR(*curves[0].mean_deg[100], later / 2, 0.05);
}

TEST(GaitCycle, ColumnsOfTheMiddleHaveACurveForEachSide) {
  const auto curves = cycle_curves(table_of("trunk_lean_deg"),
                                   {stride(Side::kLeft, 0, 1), stride(Side::kRight, 0.5, 1.5)});
  ASSERT_EQ(curves.size(), 2U);
  EXPECT_NEAR(*curves[0].mean_deg[25], 30, 0.1);
  EXPECT_NEAR(*curves[1].mean_deg[25], -30, 0.1);
  EXPECT_FALSE(curves[0].deviation_deg[25]);
}

TEST(GaitCycle, PercentsThatFewStridesShowAreMissing) {
  AngleTable table = table_of("left_knee_flexion_deg");
  for (std::size_t i = 60; i < 250; ++i) table.columns[0].values_deg[i].reset();
  const auto curves = cycle_curves(table, {stride(Side::kLeft, 0, 1), stride(Side::kLeft, 0.9, 1.9),
                                           stride(Side::kLeft, 1.1, 2.1)});
  ASSERT_EQ(curves.size(), 1U);
  EXPECT_TRUE(curves[0].mean_deg[5]);
  EXPECT_FALSE(curves[0].mean_deg[80]);
}

TEST(GaitCycle, WithoutValuesThereIsNoCurve) {
  AngleTable table = table_of("left_knee_flexion_deg");
  for (auto& value : table.columns[0].values_deg) value.reset();
  EXPECT_TRUE(cycle_curves(table, {stride(Side::kLeft, 0, 1)}).empty());
  EXPECT_TRUE(cycle_curves(table_of("left_knee_flexion_deg"), {}).empty());
}

}  // namespace
}  // namespace securepose::kinematics
