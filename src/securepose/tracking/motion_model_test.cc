#include "securepose/tracking/motion_model.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::tracking {
namespace {

using geometry::Point;

const MotionOptions kOptions;

// A body of 400 px that walks 200 px a second, seen at 30 frames a second from `from_s` on.
MotionState walked(double from_s, double to_s) {
  const double step_s = to_s > from_s ? 1.0 / 30 : -1.0 / 30;
  MotionState state({200 * from_s, 300}, 0.02, 400, from_s, kOptions);
  const int steps = static_cast<int>(std::lround((to_s - from_s) / step_s));
  for (int k = 1; k <= steps; ++k) {
    const double t = from_s + k * step_s;
    state = state.at(t, kOptions);
    state.update({200 * t, 300}, 0.02, 400);
  }
  return state;
}

TEST(MotionState, LearnsVelocity) {
  const MotionState state = walked(0, 1);
  EXPECT_NEAR(state.velocity_px_s().x_px, 200, 20);
  EXPECT_NEAR(state.velocity_px_s().y_px, 0, 1e-9);
}

TEST(MotionState, LearnsVelocityBackwardToo) {
  EXPECT_NEAR(walked(1, 0).velocity_px_s().x_px, 200, 20);
}

TEST(MotionState, UncertaintyGrowsWithTime) {
  const MotionState state = walked(0, 1);
  EXPECT_LT(state.at(1.1, kOptions).anchor_sd(), state.at(1.5, kOptions).anchor_sd());
  EXPECT_LT(state.at(1.5, kOptions).anchor_sd(), state.at(3, kOptions).anchor_sd());
}

TEST(MotionState, BackwardIsTheMirrorOfForward) {
  const MotionState still({100, 100}, 0.02, 400, 1, kOptions);
  EXPECT_DOUBLE_EQ(still.at(1.5, kOptions).anchor_sd(), still.at(0.5, kOptions).anchor_sd());
}

TEST(MotionState, DistanceIsInStandardDeviations) {
  const MotionState state({100, 100}, 0.03, 400, 0, kOptions);
  // 0.05 sizes off, sd of 0.03 and 0.04 together 0.05.
  EXPECT_NEAR(state.distance2({120, 100}, 0.04), 1, 1e-9);
}

TEST(ContinuationEvidence, FavoursWhoGoesOn) {
  const double area = 1280.0 * 720.0;
  const MotionState before = walked(0, 1);
  const double same = continuation_evidence(before, walked(2.5, 1.5), area, kOptions);
  MotionState elsewhere({900, 600}, 0.02, 400, 1.5, kOptions);
  const double other = continuation_evidence(before, elsewhere, area, kOptions);
  EXPECT_GT(same, 2);
  EXPECT_LT(other, -2);
}

TEST(ContinuationEvidence, TellsLessOverLongGaps) {
  const double area = 1280.0 * 720.0;
  EXPECT_GT(continuation_evidence(walked(0, 1), walked(2.2, 1.2), area, kOptions),
            continuation_evidence(walked(0, 1), walked(4, 3), area, kOptions));
}

}  // namespace
}  // namespace securepose::tracking
