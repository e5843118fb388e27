#include "securepose/formats/comparison.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "securepose/base/error.h"

namespace securepose::formats {
namespace {

namespace fs = std::filesystem;

double knee_deg(double t) { return 30 + 28 * std::sin(5.5 * t) + 9 * std::sin(11 * t + 1); }

StoredMovement stored(double bias_deg = 0, double late_s = 0) {
  StoredMovement movement;
  for (int i = 0; i < 180; ++i) {
    movement.frames.push_back(i);
    movement.time_s.push_back(i / 30.0);
  }
  movement.poses.resize(180);
  kinematics::TimedCurve knee{"right_knee_flexion_deg", movement.time_s, {}};
  for (const double t : movement.time_s) knee.values.emplace_back(knee_deg(t) + bias_deg);
  movement.angles = {knee};
  for (const double t : {0.5, 1.6, 2.7})
    movement.events.push_back(
        {kinematics::Side::kRight, kinematics::GaitEventKind::kInitialContact, t + late_s});
  return movement;
}

fs::path written(const std::string& name, const std::string& text) {
  const fs::path file = fs::path(::testing::TempDir()) / name;
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

/// The same knee on a clock that runs 2.4 s ahead, in OpenSim's form.
fs::path laboratory_mot(double sign = 1, bool degrees = true) {
  std::string text = "ik\nversion=1\nnRows=600\nnColumns=2\ninDegrees=";
  text += degrees ? "yes\nendheader\ntime\tknee_angle_r\n" : "no\nendheader\ntime\tknee_angle_r\n";
  for (int i = 0; i < 600; ++i) {
    const double value = sign * knee_deg(i / 100.0) * (degrees ? 1 : 3.14159265358979 / 180);
    text += std::to_string(i / 100.0 + 2.4) + "\t" + std::to_string(value) + "\n";
  }
  return written("ik.mot", text);
}

TEST(Comparison, BeforeAndAfter) {
  const MovementComparison c = compare_movements(stored(2, 0.01), stored());
  ASSERT_EQ(c.angles.size(), 1U);
  EXPECT_NEAR(c.angles[0].agreement.bias, 2, 1e-9);
  EXPECT_NEAR(*c.angles[0].agreement.correlation, 1, 1e-9);
  ASSERT_EQ(c.events.size(), 1U);
  EXPECT_NEAR(c.events[0].agreement.bias, 0.01, 1e-9);
  EXPECT_NE(comparison_text(c).find("right_knee_flexion_deg"), std::string::npos);
  const auto json = comparison_json(c);
  EXPECT_NEAR(json["angles_deg"]["right_knee_flexion_deg"]["bias"].get<double>(), 2, 1e-6);
  EXPECT_EQ(json["contacts_s"]["right initial_contact"]["pairs"].size(), 3U);
}

TEST(Comparison, ALaboratorysClockIsFound) {
  const fs::path events = written("plates.csv",
                                  "time_s,side,event\n2.9,right,initial_contact\n"
                                  "4.0,right,initial_contact\n5.1,right,initial_contact\n");
  for (const auto& mot : {laboratory_mot(), laboratory_mot(-1), laboratory_mot(1, false)}) {
    const MovementComparison c = compare_with_laboratory(stored(1.5), mot, events, 5);
    EXPECT_NEAR(c.shift_s, -2.4, 0.002);
    ASSERT_EQ(c.angles.size(), 1U);
    EXPECT_NEAR(c.angles[0].agreement.bias, 1.5, 0.05);
    ASSERT_EQ(c.events.size(), 1U);
    EXPECT_EQ(c.events[0].missed + c.events[0].extra, 0U);
    EXPECT_NEAR(c.events[0].agreement.bias, 0, 0.003);
  }
}

TEST(Comparison, CsvWithTheProgramsOwnNames) {
  std::string text = "time_s,right_knee_flexion_deg\n";
  for (int i = 0; i < 300; ++i)
    text += std::to_string(i / 50.0) + "," + std::to_string(knee_deg(i / 50.0)) + "\n";
  const MovementComparison c =
      compare_with_laboratory(stored(-3), written("angles_lab.csv", text), "", 0);
  EXPECT_EQ(c.shift_s, 0);
  EXPECT_FALSE(c.shift_estimated);
  EXPECT_NEAR(c.angles.at(0).agreement.bias, -3, 0.1);
}

TEST(Comparison, WhatCanNotBeComparedIsSaid) {
  EXPECT_THROW(compare_with_laboratory(stored(), written("no.mot", "time\n"), "", 5), base::Error);
  EXPECT_THROW(compare_with_laboratory(stored(), "/nowhere.mot", "", 5), base::Error);
  EXPECT_THROW(
      compare_with_laboratory(stored(), written("other.csv", "time_s,hip_deg\n0,1\n1,2\n"), "", 5),
      base::Error);
  StoredMovement nothing;
  EXPECT_FALSE(compare_movements(nothing, nothing).notes.empty());
}

}  // namespace
}  // namespace securepose::formats
