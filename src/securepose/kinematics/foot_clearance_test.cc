#include "securepose/kinematics/foot_clearance.h"

#include <gtest/gtest.h>

#include <cmath>

#include "securepose/kinematics/measure.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::WalkerOptions;

double clearance_m(const WalkerOptions& walker) {
  MovementOptions options;
  options.scale = PatientHeight{walker.height_m};
  const MovementResult result = measure(testing::synthetic_walk(walker, 1).series, options);
  const GaitParameter* p = result.gait.find("foot_clearance_m");
  return p != nullptr && p->both ? p->both->mean : -1;
}

/// The walker's toe: 3 % of the height plus half of the landing's height in the middle of swing,
/// when it is fastest.
double true_clearance_m(double height_m) {
  return (0.03 + 0.5 * 0.147 * std::sin(15 * 3.14159265 / 180)) * height_m;
}

TEST(FootClearance, IsTheToesHeightWhenItIsFastest) {
  EXPECT_NEAR(clearance_m({.height_m = 1.7, .fps = 60}), true_clearance_m(1.7), 0.012);
  EXPECT_NEAR(clearance_m({.height_m = 1.1, .speed_m_s = 0.8, .fps = 60, .leftwards = true}),
              true_clearance_m(1.1), 0.010);
}

TEST(FootClearance, ASlopingCameraDoesNotCount) {
  WalkerOptions walker{.fps = 60};
  walker.camera.roll_deg = 2;
  EXPECT_NEAR(clearance_m(walker), true_clearance_m(1.7), 0.015);
}

TEST(FootClearance, NothingFromTheFront) {
  WalkerOptions walker{.fps = 60};
  walker.camera = {.view = testing::WalkerView::kFront, .orthographic = false};
  EXPECT_EQ(clearance_m(walker), -1);
}

}  // namespace
}  // namespace securepose::kinematics
