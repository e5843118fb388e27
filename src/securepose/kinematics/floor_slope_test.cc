#include "securepose/kinematics/floor_slope.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;

FloorSlope slope_of_walk(const testing::WalkerOptions& options) {
  LandmarkTracks tracks = tracks_from_series(synthetic_walk(options, 1).series, 0.1);
  add_middle_points(tracks);
  return floor_slope(tracks, find_passes(tracks, options.treadmill).passes);
}

TEST(FindFloorSlope, IsTheCamerasRoll) {
  for (const double roll_deg : {-4.0, 0.0, 3.0}) {
    testing::WalkerOptions options;
    options.camera.roll_deg = roll_deg;
    const FloorSlope slope = slope_of_walk(options);
    EXPECT_TRUE(slope.determined);
    EXPECT_NEAR(slope.slope_deg, roll_deg, 0.3);
  }
}

TEST(FindFloorSlope, PerspectiveDoesNotTiltTheFloor) {
  testing::WalkerOptions options;
  options.camera.orthographic = false;
  EXPECT_NEAR(slope_of_walk(options).slope_deg, 0, 0.3);
}

TEST(FindFloorSlope, NeedsAWayAcrossThePicture) {
  EXPECT_FALSE(slope_of_walk({.treadmill = true}).determined);
  testing::WalkerOptions front;
  front.camera.view = testing::WalkerView::kFront;
  front.camera.orthographic = false;
  EXPECT_FALSE(slope_of_walk(front).determined);
  EXPECT_FALSE(floor_slope({}, {}).determined);
}

}  // namespace
}  // namespace securepose::kinematics
