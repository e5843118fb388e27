#include "securepose/pose/blazepose_decoding.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "securepose/detection/blazepose_detector.h"
#include "securepose/pose/heat_map_refinement.h"

namespace securepose::pose {
namespace {

using geometry::Point;
using geometry::Similarity;

constexpr std::size_t kNumbersPerPoint = 5;
constexpr std::size_t kAuxiliaryHipCenter = 33;
constexpr std::size_t kAuxiliaryCirclePoint = 34;

double sigmoid(double logit) { return 1 / (1 + std::exp(-logit)); }

bool all_finite(std::span<const float> numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](float n) { return std::isfinite(n); });
}

/// One of the 39 points in input pixels.
Point point_at(const BlazePoseOutput& output, std::size_t index) {
  const auto row = output.landmarks.subspan(index * kNumbersPerPoint, 2);
  const Point raw{row[0], row[1]};
  return double(kBlazePoseSidePx) *
         refined_by_heat_map(1.0 / kBlazePoseSidePx * raw, output.heat, index, kBlazePoseMaps);
}

}  // namespace

PoseLandmarks decode_blazepose(const BlazePoseOutput& output,
                               const geometry::RotatedSquare& square) {
  PoseLandmarks pose;
  pose.square = square;
  pose.next_square = square;
  if (!all_finite(output.landmarks) || !all_finite(output.world) ||
      !std::isfinite(output.presence)) {
    for (Landmark& landmark : pose.landmarks) landmark.point = square.center;
    return pose;
  }
  pose.presence = std::clamp<double>(output.presence, 0, 1);
  const Similarity image_from_crop =
      Similarity::crop_from_image(square, kBlazePoseSidePx).inverse();
  const double angle_rad = square.angle_deg * std::numbers::pi / 180;
  const double cos = std::cos(angle_rad);
  const double sin = std::sin(angle_rad);
  for (std::size_t i = 0; i < kBlazePoseLandmarks; ++i) {
    const auto row = output.landmarks.subspan(i * kNumbersPerPoint, kNumbersPerPoint);
    pose.landmarks[i] = {.point = image_from_crop(point_at(output, i)),
                         .z_px = row[2] * image_from_crop.scale(),
                         .visibility = sigmoid(row[3]),
                         .presence = sigmoid(row[4])};
    const auto world = output.world.subspan(i * 3, 3);
    pose.world[i] = {.x_m = cos * world[0] - sin * world[1],
                     .y_m = sin * world[0] + cos * world[1],
                     .z_m = world[2]};
  }
  detection::BodyCircle next;
  next.hip_center = image_from_crop(point_at(output, kAuxiliaryHipCenter));
  next.circle_point = image_from_crop(point_at(output, kAuxiliaryCirclePoint));
  pose.next_square = next.landmark_square();
  return pose;
}

}  // namespace securepose::pose
