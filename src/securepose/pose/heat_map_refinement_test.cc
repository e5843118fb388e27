#include "securepose/pose/heat_map_refinement.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace securepose::pose {
namespace {

using geometry::Point;

constexpr std::size_t kMaps = 3;

std::vector<float> dark_maps() {
  return std::vector<float>(static_cast<std::size_t>(kHeatMapCells) * kHeatMapCells * kMaps, -20);
}

float& cell(std::vector<float>& maps, int column, int row, std::size_t map) {
  return maps[(static_cast<std::size_t>(row) * kHeatMapCells + column) * kMaps + map];
}

TEST(RefinedByHeatMap, PointMovesToThePeakNearby) {
  auto maps = dark_maps();
  cell(maps, 12, 31, 1) = 20;
  const Point refined = refined_by_heat_map({10.5 / 64, 30.5 / 64}, maps, 1, kMaps);
  EXPECT_NEAR(refined.x_px, 12.0 / 64, 1e-6);
  EXPECT_NEAR(refined.y_px, 31.0 / 64, 1e-6);
}

TEST(RefinedByHeatMap, TwoEqualPeaksPullToTheirMiddle) {
  auto maps = dark_maps();
  cell(maps, 9, 30, 0) = 20;
  cell(maps, 12, 30, 0) = 20;
  EXPECT_NEAR(refined_by_heat_map({10.5 / 64, 30.5 / 64}, maps, 0, kMaps).x_px, 10.5 / 64, 1e-6);
}

TEST(RefinedByHeatMap, FarPeakWeakMapAndOtherMapsChangeNothing) {
  auto maps = dark_maps();
  cell(maps, 40, 30, 0) = 20;
  cell(maps, 10, 30, 1) = 20;
  cell(maps, 11, 30, 0) = -0.5F;  // 0.38 after the sigmoid
  const Point point{10.5 / 64, 30.5 / 64};
  EXPECT_EQ(refined_by_heat_map(point, maps, 0, kMaps), point);
}

TEST(RefinedByHeatMap, PointAtTheEdgeUsesWhatIsThere) {
  auto maps = dark_maps();
  cell(maps, 0, 63, 2) = 20;
  const Point refined = refined_by_heat_map({0.01, 0.999}, maps, 2, kMaps);
  EXPECT_NEAR(refined.x_px, 0, 1e-6);
  EXPECT_NEAR(refined.y_px, 63.0 / 64, 1e-6);
}

TEST(RefinedByHeatMap, PointOutsideAndBrokenMapsChangeNothing) {
  auto maps = dark_maps();
  for (const Point point : {Point{-0.01, 0.5}, Point{0.5, 1.0}, Point{1e9, -1e9}})
    EXPECT_EQ(refined_by_heat_map(point, maps, 0, kMaps), point);
  cell(maps, 30, 30, 0) = 20;
  cell(maps, 31, 30, 0) = std::numeric_limits<float>::quiet_NaN();
  const Point point{30.5 / 64, 30.5 / 64};
  EXPECT_EQ(refined_by_heat_map(point, maps, 0, kMaps), point);
}

}  // namespace
}  // namespace securepose::pose
