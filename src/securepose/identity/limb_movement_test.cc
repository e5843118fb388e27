#include "securepose/identity/limb_movement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "securepose/testing/observed_person.h"

namespace securepose::identity {
namespace {

using pose::BlazePose;

// A person who is carried along and waves one hand up and down, seen at 30 per second for 4 s.
std::optional<double> speed_of(double carried_px_s, double wave_px, double visibility = 1) {
  std::vector<pose::PoseLandmarks> bodies;
  std::vector<TimedBody> timed;
  bodies.reserve(120);
  for (int k = 0; k < 120; ++k) {
    const double time_s = k / 30.0;
    auto body = *testing::observed({.feet = {300 + carried_px_s * time_s, 600}, .height_px = 400})
                     .landmarks;
    auto& wrist = body.landmarks[static_cast<std::size_t>(BlazePose::kLeftWrist)];
    wrist.point.y_px += wave_px * std::sin(std::numbers::pi * time_s);
    for (auto& mark : body.landmarks) mark.visibility = visibility;
    bodies.push_back(body);
    timed.push_back({time_s, &bodies.back()});
  }
  return limb_speed_heights_s(timed);
}

TEST(LimbSpeed, BeingCarriedIsNoMovement) {
  ASSERT_TRUE(speed_of(200, 0));
  EXPECT_NEAR(*speed_of(200, 0), 0, 1e-9);
}

TEST(LimbSpeed, IsInHeightsPerSecondOverAllLimbs) {
  // The hand goes 4 x 100 px in 2 s; one of six limbs, of a person of 400 px. Means over quarters
  // of a second cut a bit off each turn.
  const double exact = 400.0 / 2 / 6 / 400;
  EXPECT_LT(*speed_of(0, 100), exact);
  EXPECT_GT(*speed_of(0, 100), 0.8 * exact);
}

TEST(LimbSpeed, HiddenLimbsTellNothing) {
  EXPECT_FALSE(speed_of(0, 100, 0.2));
  EXPECT_FALSE(limb_speed_heights_s({}));
}

}  // namespace
}  // namespace securepose::identity
