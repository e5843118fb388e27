#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numbers>

#include "securepose/base/error.h"
#include "securepose/formats/comparison.h"

namespace securepose::formats {
namespace {

namespace fs = std::filesystem;

fs::path written(const std::string& name, const std::string& text) {
  const fs::path file = fs::path(::testing::TempDir()) / ("reference_" + name);
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

double knee_deg(double t) { return 30 + 28 * std::sin(5.5 * t) + 9 * std::sin(11 * t + 1); }

StoredMovement stored() {
  StoredMovement movement;
  for (int i = 0; i < 180; ++i) {
    movement.frames.push_back(i);
    movement.time_s.push_back(i / 30.0);
  }
  movement.poses.resize(180);
  kinematics::TimedCurve knee{"right_knee_flexion_deg", movement.time_s, {}};
  for (const double t : movement.time_s) knee.values.emplace_back(knee_deg(t));
  movement.angles = {knee};
  return movement;
}

void expect_the_same(const fs::path& file, std::size_t angles = 1) {
  const MovementComparison c = compare_with_laboratory(stored(), file, "", 2);
  EXPECT_NEAR(c.shift_s, 0, 1e-4) << file;
  ASSERT_EQ(c.angles.size(), angles) << file;
  EXPECT_NEAR(c.angles[0].agreement.bias, 0, 1e-2) << file;
  EXPECT_NEAR(c.angles[0].agreement.rmse, 0, 1e-2) << file;
}

TEST(ReferenceCurves, OpenSimFoursStatesInRadians) {
  std::string text =
      "inDegrees = No\nnum_controls=0\nDataType=double\nversion=3\nOpenSimVersion=4.5\nendheader\n"
      "time\t/jointset/walker_knee_r/knee_angle_r/value\t/jointset/walker_knee_r/knee_angle_r/"
      "speed\t/forceset/soleus_r/activation\n";
  for (const double t : stored().time_s)
    text += std::to_string(t) + "\t" + std::to_string(knee_deg(t) * std::numbers::pi / 180) +
            "\t99\t0.5\n";
  expect_the_same(written("states.sto", text));
}

TEST(ReferenceCurves, MissingNumbersAsWindowsWroteThem) {
  std::string text =
      "Coordinates\r\nversion=1\r\ninDegrees=yes\r\n\r\nendheader\r\ntime\tknee_angle_r\r\n";
  int row = 0;
  for (const double t : stored().time_s)
    text += std::to_string(t) + "\t" + (++row == 6 ? "-1.#IND0000" : std::to_string(knee_deg(t))) +
            "\r\n";
  expect_the_same(written("windows.mot", text));
}

TEST(ReferenceCurves, AGermanExcel) {
  std::string text = "\xEF\xBB\xBFsep=;\r\ntime_s;right_knee_flexion_deg\r\n";
  for (const double t : stored().time_s)
    text += std::to_string(t) + ";" + std::to_string(knee_deg(t)) + "\r\n";
  std::replace(text.begin(), text.end(), '.', ',');
  expect_the_same(written("excel.csv", text + ";\r\n;\r\n"));
}

TEST(ReferenceCurves, AResultAgreesWithItsOwnTableToTheDigit) {
  const StoredMovement movement = stored();
  std::string text = "time_s,right_knee_flexion_deg\n";
  for (std::size_t i = 0; i < movement.time_s.size(); ++i)
    text += fmt::format("{},{}\n", movement.time_s[i], *movement.angles[0].values[i]);
  const MovementComparison c = compare_with_laboratory(movement, written("own.csv", text), "", 2);
  EXPECT_EQ(c.shift_s, 0);
  EXPECT_EQ(c.angles.at(0).agreement.count, movement.time_s.size());
  EXPECT_EQ(c.angles.at(0).agreement.rmse, 0);
}

TEST(ReferenceCurves, AKneeThatOverextendsAllTheTimeIsNotTurned) {
  std::string text = "ik\ninDegrees=yes\nendheader\ntime\tknee_angle_r\tknee_angle_l\n";
  for (int i = 0; i < 60; ++i) text += std::to_string(i / 30.0) + "\t-4\t3\n";
  const auto curves = read_reference_curves(written("standing.mot", text));
  ASSERT_EQ(curves.size(), 2U);
  EXPECT_EQ(curves[0].values[7], -4);
  EXPECT_EQ(curves[1].values[7], 3);
}

TEST(ReferenceCurves, WhatIsNoTableIsRefused) {
  for (const char* text :
       {"", "endheader\n", "endheader\nframe\tknee\n1\t2\n", "endheader\ntime\tknee\n1\n",
        "endheader\ntime\tknee\n1\tx\n", "endheader\ntime\tknee\n1\t2\n1\t2\n"})
    EXPECT_THROW(read_reference_curves(written("wrong.mot", text)), base::Error) << text;
}

}  // namespace
}  // namespace securepose::formats
