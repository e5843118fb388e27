#include "securepose/report/cycle_bands.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::report {
namespace {

base::Timestamp at(double seconds) { return base::Timestamp::from_seconds(seconds); }

kinematics::Stride stride(kinematics::Side side, double start_s, double end_s) {
  kinematics::Stride result;
  result.side = side;
  result.start = at(start_s);
  result.end = at(end_s);
  result.final_contact = at(start_s + 0.6 * (end_s - start_s));
  return result;
}

/// A ramp that rises by `rise_deg` a second and begins anew with each stride of one second.
kinematics::MovementResult ramps(std::size_t samples) {
  kinematics::MovementResult result;
  kinematics::AngleColumn column;
  column.name = "left_knee_flexion_deg";
  for (std::size_t i = 0; i < samples; ++i) {
    result.angles.times.push_back(at(static_cast<double>(i) * 0.02));
    column.values_deg.emplace_back(static_cast<double>(i % 50) * 2.0);
  }
  result.angles.columns = {column};
  return result;
}

TEST(CyclePanels, AverageStridesOfTheirOwnSide) {
  kinematics::MovementResult result = ramps(201);
  for (std::size_t i = 50; i < 100; ++i) *result.angles.columns[0].values_deg[i] += 10;
  result.gait.strides = {stride(kinematics::Side::kLeft, 0, 1),
                         stride(kinematics::Side::kLeft, 1, 2),
                         stride(kinematics::Side::kRight, 2, 3)};
  const auto panels = cycle_panels(result);
  ASSERT_EQ(panels.size(), 1U);
  ASSERT_EQ(panels[0].bands.size(), 1U) << "the right strides do not concern a left angle";
  const CycleBand& band = panels[0].bands[0];
  EXPECT_EQ(band.strides, 2);
  ASSERT_EQ(band.mean.size(), 101U);
  EXPECT_NEAR(*band.mean[50], 50 + 5, 1e-6);
  EXPECT_NEAR(*band.sd[50], 10 / std::sqrt(2.0), 1e-6);
  EXPECT_NEAR(*band.mean[25], 25 + 5, 1e-6) << "interpolated between samples";
  EXPECT_NEAR(*band.final_contact_percent, 60, 1e-6);
}

TEST(CyclePanels, PutTheLeftSideFirst) {
  kinematics::MovementResult result = ramps(201);
  result.angles.columns.insert(result.angles.columns.begin(), result.angles.columns[0]);
  result.angles.columns[0].name = "right_knee_flexion_deg";
  result.gait.strides = {stride(kinematics::Side::kRight, 0, 1),
                         stride(kinematics::Side::kLeft, 1, 2)};
  const auto panels = cycle_panels(result);
  ASSERT_EQ(panels.at(0).bands.size(), 2U);
  EXPECT_EQ(panels[0].bands[0].side, Side::kLeft);
}

TEST(CyclePanels, LeaveAGapWhereFewStridesHaveAValue) {
  kinematics::MovementResult result = ramps(201);
  for (std::size_t i = 20; i < 30; ++i) {
    result.angles.columns[0].values_deg[i].reset();
    result.angles.columns[0].values_deg[i + 50].reset();
  }
  for (int i = 0; i < 3; ++i)
    result.gait.strides.push_back(stride(kinematics::Side::kLeft, i, i + 1));
  const CycleBand band = cycle_panels(result).at(0).bands.at(0);
  EXPECT_FALSE(band.mean[50].has_value());
  EXPECT_TRUE(band.mean[10].has_value());
}

TEST(CyclePanels, ShowNoDeviationForOneStride) {
  kinematics::MovementResult result = ramps(60);
  result.gait.strides = {stride(kinematics::Side::kLeft, 0, 1)};
  const CycleBand band = cycle_panels(result).at(0).bands.at(0);
  EXPECT_TRUE(band.mean[10].has_value());
  EXPECT_FALSE(band.sd[10].has_value());
}

TEST(CyclePanels, AreEmptyWithoutStrides) {
  EXPECT_TRUE(cycle_panels(ramps(60)).empty());
  EXPECT_TRUE(cycle_panels({}).empty());
}

}  // namespace
}  // namespace securepose::report
