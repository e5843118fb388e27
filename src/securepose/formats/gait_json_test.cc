#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "securepose/formats/movement_files.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::formats {
namespace {

using nlohmann::json;

json json_of(const testing::WalkerOptions& walker, const kinematics::MovementOptions& options) {
  return json::parse(
      gait_json(kinematics::measure(testing::synthetic_walk(walker, 1).series, options)));
}

kinematics::MovementOptions with_height() {
  kinematics::MovementOptions options;
  options.scale = kinematics::PatientHeight{1.7};
  return options;
}

TEST(GaitJson, HasTheMainNumbersAtTheTop) {
  const json j = json_of({}, with_height());
  EXPECT_NEAR(j.at("walking_speed_m_s").get<double>(), 1.1, 0.05);
  EXPECT_NEAR(j.at("cadence_steps_min").get<double>(), 100, 1);
  EXPECT_NEAR(j.at("stride_length_m").at("left").get<double>(), 1.32, 0.05);
  EXPECT_NEAR(j.at("stride_time_s").at("right").get<double>(), 1.2, 0.02);
  EXPECT_EQ(j.at("hip_reference"), "vertical");
  EXPECT_EQ(j.at("scale").at("source"), "height");
}

TEST(GaitJson, HasSpreadCountUnitAndPlausibility) {
  const json p = json_of({.duration_s = 8}, with_height()).at("parameters").at("stride_time_s");
  EXPECT_EQ(p.at("unit"), "s");
  EXPECT_TRUE(p.at("plausible").get<bool>());
  EXPECT_GE(p.at("left").at("count").get<int>(), 3);
  EXPECT_TRUE(p.at("left").at("standard_deviation").is_number());
  EXPECT_TRUE(p.at("both").at("coefficient_of_variation_percent").is_number());
  EXPECT_NEAR(p.at("symmetry_percent").get<double>(), 100, 2);
  EXPECT_TRUE(p.at("missing_reason").is_null());
}

TEST(GaitJson, WhatIsMissingIsNullWithAReason) {
  const json j = json_of({}, {});
  EXPECT_TRUE(j.at("walking_speed_m_s").is_null());
  EXPECT_TRUE(j.at("stride_length_m").at("left").is_null());
  EXPECT_TRUE(j.at("parameters").at("walking_speed_m_s").at("missing_reason").is_string());
  EXPECT_TRUE(j.at("angles_without_values").at("pelvic_obliquity_deg").is_string());
}

TEST(GaitJson, TellsFilterPassesAndCounts) {
  const json j = json_of({.duration_s = 14, .way_m = 5}, {});
  EXPECT_EQ(j.at("filter").at("kind"), "butterworth_zero_phase");
  EXPECT_EQ(j.at("filter").at("true_cutoff_hz"), 6.0);
  EXPECT_GT(j.at("filter").at("nominal_cutoff_hz").get<double>(), 6.5);
  ASSERT_EQ(j.at("passes").size(), 3U);
  EXPECT_EQ(j.at("passes")[1].at("facing"), "left");
  EXPECT_EQ(j.at("passes")[0].at("view"), "sagittal_right");
  EXPECT_EQ(j.at("turns").size(), 2U);
  EXPECT_EQ(j.at("summary").at("samples"), 421);
}

TEST(GaitJson, OfNothingIsValid) {
  const json j = json::parse(gait_json(kinematics::measure({}, {})));
  EXPECT_TRUE(j.at("cadence_steps_min").is_null());
  EXPECT_TRUE(j.at("scale").at("m_per_px").is_null());
}

}  // namespace
}  // namespace securepose::formats
