#include "securepose/testing/scene_walkers.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::testing {
namespace {

std::vector<double> times(double fps, double duration_s) {
  std::vector<double> t;
  for (double s = 0; s < duration_s; s += 1 / fps) t.push_back(s);
  return t;
}

TEST(Walker, KeepsToUsualSpeeds) {
  std::mt19937_64 random(1);
  const Walker walker = make_walker({}, times(30, 20), false, random);
  double way_m = 0;
  for (std::size_t k = 1; k < walker.states.size(); ++k) {
    const double step_m = std::hypot(walker.states[k].place.x_m - walker.states[k - 1].place.x_m,
                                     walker.states[k].place.z_m - walker.states[k - 1].place.z_m);
    EXPECT_LT(step_m, 1.6 / 30);
    way_m += step_m;
  }
  EXPECT_GT(way_m, 4);
}

TEST(Walker, LeavesAndComesBack) {
  std::mt19937_64 random(2);
  // Leaves within 12 s, the way out and back take 10 s each at most, the absence 6.
  const Walker walker = make_walker({}, times(30, 45), true, random);
  bool left = false;
  bool back = false;
  for (const WalkerState& state : walker.states) {
    const bool outside = std::abs(state.place.x_m) > 0.6 * state.place.z_m;
    back = back || (left && !outside);
    left = left || outside;
  }
  EXPECT_TRUE(left);
  EXPECT_TRUE(back);
}

TEST(SceneCamera, NearerIsLarger) {
  const SceneCamera camera;
  const Walker walker{.height_m = 1.8, .states = {}};
  const auto height_px = [&](double z_m) {
    WalkerState state;
    state.place = {0, z_m};
    return camera.project(walker, state, {0, 0, 0}).y_px -
           camera.project(walker, state, {0, 1, 0}).y_px;
  };
  EXPECT_NEAR(height_px(4), 1000 * 1.8 / 4, 1e-9);
  EXPECT_NEAR(height_px(4), 2 * height_px(8), 1e-9);
}

TEST(SceneCamera, LeftOfSomebodyWhoComesIsRightInThePicture) {
  const SceneCamera camera;
  const Walker walker{.height_m = 1.8, .states = {}};
  WalkerState towards;
  towards.place = {0, 5};
  towards.heading_rad = -std::acos(-1.0) / 2;
  EXPECT_GT(camera.project(walker, towards, {0.1, 0.8, 0}).x_px, camera.center_x_px);
}

}  // namespace
}  // namespace securepose::testing
