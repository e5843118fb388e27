#include "securepose/kinematics/angle_definitions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <set>

namespace securepose::kinematics {
namespace {

const AngleDefinition& definition(const std::string& name) {
  for (const AngleDefinition& d : angle_definitions())
    if (d.name == name) return d;
  throw std::out_of_range(name);
}

/// A direction in body coordinates: 0 forwards, 90 upwards.
geometry::Point direction(double deg) {
  const double rad = deg * std::numbers::pi / 180;
  return {std::cos(rad), std::sin(rad)};
}

struct Example {
  const char* name;
  double first_deg;
  double second_deg;
  double angle_deg;
  const char* meaning;
};

class AngleExamples : public ::testing::TestWithParam<Example> {};

TEST_P(AngleExamples, HaveTheClinicalZeroAndSign) {
  const Example& e = GetParam();
  EXPECT_NEAR(angle_deg(definition(e.name), direction(e.first_deg), direction(e.second_deg)),
              e.angle_deg, 1e-9)
      << e.meaning;
}

constexpr double kDown = -90, kUp = 90, kForward = 0;

INSTANTIATE_TEST_SUITE_P(
    Joints, AngleExamples,
    ::testing::Values(
        Example{"right_hip_flexion_deg", kDown, kDown, 0, "thigh vertical"},
        Example{"right_hip_flexion_deg", kDown, kDown + 30, 30, "knee in front"},
        Example{"right_hip_flexion_deg", kDown, kDown - 15, -15, "knee behind: extension"},
        Example{"left_hip_flexion_trunk_deg", kDown - 10, kDown + 20, 30, "trunk leans forward"},
        Example{"left_knee_flexion_deg", kDown + 20, kDown + 20, 0, "straight"},
        Example{"left_knee_flexion_deg", kDown + 20, kDown - 40, 60, "heel to the seat"},
        Example{"left_knee_flexion_deg", kDown, kDown + 5, -5, "overstretched"},
        Example{"left_knee_flexion_deg", kDown, kDown - 150, 150, "fully bent"},
        Example{"right_ankle_dorsiflexion_deg", kDown, kForward, 0, "foot at right angles"},
        Example{"right_ankle_dorsiflexion_deg", kDown, kForward + 15, 15, "toes up"},
        Example{"right_ankle_dorsiflexion_deg", kDown, kForward - 90, -90, "foot along the shank"},
        Example{"right_shoulder_flexion_deg", kDown, kDown + 40, 40, "arm in front"},
        Example{"right_shoulder_flexion_deg", kDown, kDown + 180, 180, "arm overhead"},
        Example{"right_shoulder_flexion_deg", kDown, kDown + 190, 190, "and beyond, no wrap"},
        Example{"right_shoulder_flexion_deg", kDown, kDown - 50, -50, "arm behind"},
        Example{"left_elbow_flexion_deg", kDown, kDown, 0, "straight"},
        Example{"left_elbow_flexion_deg", kDown, kForward, 90, "forearm forwards"},
        Example{"left_elbow_flexion_deg", kDown, kDown + 150, 150, "hand to the shoulder"},
        Example{"right_wrist_flexion_deg", kDown, kDown + 20, 20, "hand forwards"},
        Example{"trunk_lean_deg", kUp, kUp - 12, 12, "leans forwards"},
        Example{"neck_flexion_deg", kUp, kUp - 25, 25, "head forwards"},
        Example{"right_shank_segment_deg", kForward, kDown, -90, "vertical"},
        Example{"right_foot_segment_deg", kForward, -30, -30, "toes down"},
        Example{"trunk_lateral_lean_deg", kUp, kUp + 8, 8, "towards the person's right"},
        Example{"pelvic_obliquity_deg", 0, -6, 6, "right hip higher"},
        Example{"shoulder_obliquity_deg", 0, 4, -4, "left shoulder higher"}));

TEST(AngleDefinitions, NamesAreDistinctAndEndInDegrees) {
  std::set<std::string> names;
  for (const AngleDefinition& d : angle_definitions()) {
    EXPECT_TRUE(d.name.ends_with("_deg")) << d.name;
    names.insert(d.name);
  }
  EXPECT_EQ(names.size(), angle_definitions().size());
}

TEST(AngleDefinitions, LeftIsDefinedAsRight) {
  for (const AngleDefinition& d : angle_definitions()) {
    if (!d.name.starts_with("right_")) continue;
    const AngleDefinition& left = definition("left_" + d.name.substr(6));
    EXPECT_EQ(d.sign, left.sign);
    EXPECT_EQ(d.offset_deg, left.offset_deg);
    EXPECT_EQ(mirrored(d.second.from), left.second.from);
    EXPECT_EQ(mirrored(d.second.to), left.second.to);
  }
}

TEST(AngleDeg, StaysInItsTurn) {
  const AngleDefinition& knee = definition("left_knee_flexion_deg");
  for (double deg = -720; deg <= 720; deg += 7) {
    const double value = angle_deg(knee, direction(0), direction(deg));
    EXPECT_GE(value, knee.lowest_deg);
    EXPECT_LT(value, knee.lowest_deg + 360);
  }
}

}  // namespace
}  // namespace securepose::kinematics
