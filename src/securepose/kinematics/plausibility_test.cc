#include "securepose/kinematics/plausibility.h"

#include <gtest/gtest.h>

namespace securepose::kinematics {
namespace {

GaitParameter parameter(const char* name, double both) {
  GaitParameter p;
  p.name = name;
  p.both = Statistic{.mean = both, .count = 1};
  return p;
}

TEST(Plausible, KnowsTheLimitsOfWalking) {
  EXPECT_TRUE(plausible(parameter("cadence_steps_min", 110)));
  EXPECT_FALSE(plausible(parameter("cadence_steps_min", 30)));
  EXPECT_FALSE(plausible(parameter("cadence_steps_min", 180)));
  EXPECT_FALSE(plausible(parameter("walking_speed_m_s", 3)));
  EXPECT_TRUE(plausible(parameter("stride_length_m", 1.4)));
}

TEST(Plausible, LooksAtBothSides) {
  GaitParameter p = parameter("stride_length_m", 1.4);
  p.left = Statistic{.mean = 2.6, .count = 1};
  EXPECT_FALSE(plausible(p));
}

TEST(Plausible, WhatHasNoLimitsOrNoValueIsPlausible) {
  EXPECT_TRUE(plausible(parameter("arm_swing_deg", 900)));
  GaitParameter missing;
  missing.name = "walking_speed_m_s";
  EXPECT_TRUE(plausible(missing));
}

}  // namespace
}  // namespace securepose::kinematics
