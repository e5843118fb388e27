#include "securepose/pose/blazepose_decoding.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "securepose/pose/heat_map_refinement.h"

namespace securepose::pose {
namespace {

using geometry::Point;
using geometry::RotatedSquare;

/// The network's numbers with every point in the middle and nothing in the heat maps.
struct Numbers {
  std::vector<float> landmarks = std::vector<float>(kBlazePoseNumbers, 0);
  std::vector<float> heat = std::vector<float>(
      static_cast<std::size_t>(kHeatMapCells) * kHeatMapCells * kBlazePoseMaps, -20);
  std::vector<float> world = std::vector<float>(kBlazePoseWorldNumbers, 0);
  float presence = 0.75F;

  Numbers() {
    for (std::size_t i = 0; i < 39; ++i) place(i, 128, 128);
  }
  void place(std::size_t i, float x, float y, float z = 0) {
    landmarks[5 * i] = x;
    landmarks[5 * i + 1] = y;
    landmarks[5 * i + 2] = z;
  }
  PoseLandmarks decode(const RotatedSquare& square) const {
    return decode_blazepose(
        {.landmarks = landmarks, .presence = presence, .heat = heat, .world = world}, square);
  }
};

TEST(DecodeBlazePose, PointsGoBackThroughTheSquare) {
  Numbers numbers;
  numbers.place(0, 0, 0, -64);
  numbers.place(32, 256, 128, 32);
  const PoseLandmarks upright = numbers.decode({{500, 400}, 512, 0});
  EXPECT_EQ(upright[BlazePose::kNose].point, (Point{244, 144}));
  EXPECT_DOUBLE_EQ(upright[BlazePose::kNose].z_px, -128);
  EXPECT_EQ(upright[BlazePose::kRightFootIndex].point, (Point{756, 400}));
  EXPECT_EQ(upright[BlazePose::kLeftHip].point, (Point{500, 400}));
  // Turned clockwise by 90 degrees, the crop's right is the frame's bottom.
  const PoseLandmarks turned = numbers.decode({{500, 400}, 512, 90});
  EXPECT_NEAR(turned[BlazePose::kRightFootIndex].point.x_px, 500, 1e-9);
  EXPECT_NEAR(turned[BlazePose::kRightFootIndex].point.y_px, 656, 1e-9);
  EXPECT_NEAR(turned[BlazePose::kRightFootIndex].z_px, 64, 1e-9);
}

TEST(DecodeBlazePose, WorldPointsTurnWithTheSquare) {
  Numbers numbers;
  numbers.world[3 * 11] = 0.5F;
  numbers.world[3 * 11 + 1] = -0.25F;
  numbers.world[3 * 11 + 2] = 0.125F;
  const auto upright = numbers.decode({{0, 0}, 100, 0}).world[11];
  EXPECT_DOUBLE_EQ(upright.x_m, 0.5);
  EXPECT_DOUBLE_EQ(upright.y_m, -0.25);
  EXPECT_DOUBLE_EQ(upright.z_m, 0.125);
  const auto turned = numbers.decode({{0, 0}, 100, 90}).world[11];
  EXPECT_NEAR(turned.x_m, 0.25, 1e-9);
  EXPECT_NEAR(turned.y_m, 0.5, 1e-9);
  EXPECT_DOUBLE_EQ(turned.z_m, 0.125);
}

TEST(DecodeBlazePose, VisibilityAndPresenceAreLogits) {
  Numbers numbers;
  numbers.landmarks[3] = 2;
  numbers.landmarks[4] = -1000;
  const PoseLandmarks pose = numbers.decode({{0, 0}, 100, 0});
  EXPECT_NEAR(pose[BlazePose::kNose].visibility, 1 / (1 + std::exp(-2)), 1e-9);
  EXPECT_NEAR(pose[BlazePose::kNose].presence, 0, 1e-9);
  EXPECT_NEAR(pose[BlazePose::kLeftEye].visibility, 0.5, 1e-9);
  EXPECT_DOUBLE_EQ(pose.presence, 0.75);
}

TEST(DecodeBlazePose, AuxiliaryPointsPlaceTheNextSquare) {
  Numbers numbers;
  numbers.place(33, 138, 128);
  numbers.place(34, 138, 48);
  const PoseLandmarks pose = numbers.decode({{500, 400}, 512, 0});
  EXPECT_EQ(pose.square.side_px, 512);
  EXPECT_EQ(pose.next_square.center, (Point{520, 400}));
  EXPECT_DOUBLE_EQ(pose.next_square.side_px, 2 * 1.25 * 160);
  EXPECT_DOUBLE_EQ(pose.next_square.angle_deg, 0);
  // The next square stands up in the frame however the present one was turned.
  const PoseLandmarks turned = numbers.decode({{500, 400}, 512, -30});
  EXPECT_NEAR(turned.next_square.angle_deg, -30, 1e-9);
}

TEST(DecodeBlazePose, HeatMapsRefine) {
  Numbers numbers;
  // Map of the nose, one cell right of the middle.
  numbers.heat[(32 * kHeatMapCells + 33) * kBlazePoseMaps] = 20;
  const PoseLandmarks pose = numbers.decode({{128, 128}, 256, 0});
  EXPECT_NEAR(pose[BlazePose::kNose].point.x_px, 132, 1e-4);
  EXPECT_NEAR(pose[BlazePose::kNose].point.y_px, 128, 1e-4);
}

TEST(DecodeBlazePose, BrokenNumbersAreNobody) {
  Numbers numbers;
  numbers.landmarks[100] = std::numeric_limits<float>::quiet_NaN();
  const PoseLandmarks pose = numbers.decode({{500, 400}, 512, 10});
  EXPECT_EQ(pose.presence, 0);
  EXPECT_EQ(pose[BlazePose::kLeftKnee].point, (Point{500, 400}));
  EXPECT_EQ(pose[BlazePose::kLeftKnee].visibility, 0);
  EXPECT_EQ(pose.next_square.side_px, 512);
}

}  // namespace
}  // namespace securepose::pose
