#include "securepose/pose/heat_map_refinement.h"

#include <algorithm>
#include <cmath>

namespace securepose::pose {
namespace {

constexpr int kKernelRadius = 3;
constexpr double kMinConfidence = 0.5;

}  // namespace

geometry::Point refined_by_heat_map(geometry::Point point, std::span<const float> heat,
                                    std::size_t map, std::size_t maps) {
  const double x = std::floor(point.x_px * kHeatMapCells);
  const double y = std::floor(point.y_px * kHeatMapCells);
  if (!(x >= 0 && y >= 0 && x < kHeatMapCells && y < kHeatMapCells)) return point;
  const int column = static_cast<int>(x);
  const int row = static_cast<int>(y);
  double best = 0;
  double sum = 0;
  geometry::Point weighted;
  for (int r = std::max(0, row - kKernelRadius);
       r <= std::min(kHeatMapCells - 1, row + kKernelRadius); ++r) {
    for (int c = std::max(0, column - kKernelRadius);
         c <= std::min(kHeatMapCells - 1, column + kKernelRadius); ++c) {
      const std::size_t cell = static_cast<std::size_t>(r) * kHeatMapCells + c;
      const double confidence = 1 / (1 + std::exp(-heat[cell * maps + map]));
      best = std::max(best, confidence);
      sum += confidence;
      weighted = weighted + confidence * geometry::Point{double(c), double(r)};
    }
  }
  if (!(best >= kMinConfidence) || !std::isfinite(sum)) return point;
  return 1 / (sum * kHeatMapCells) * weighted;
}

}  // namespace securepose::pose
