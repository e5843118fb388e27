#include "securepose/detection/blazepose_detector.h"

#include <array>
#include <cmath>
#include <numbers>

#include "securepose/detection/ssd_anchors.h"
#include "securepose/inference/picture_tensor.h"

namespace securepose::detection {
namespace {

using geometry::Point;

// MediaPipe's pose_detection graph: input 224 x 224 of -1 to 1; layers of stride 8, 16, 32, 32, 32
// with two anchors a cell, of which the last three share one grid; four points: hip centre, point
// on the whole body's circle, shoulder centre, point on the upper body's circle.
constexpr int kSidePx = 224;
constexpr std::array<AnchorLayer, 3> kLayers{{{.cells = 28, .boxes_per_cell = 2},
                                              {.cells = 14, .boxes_per_cell = 2},
                                              {.cells = 7, .boxes_per_cell = 6}}};
constexpr std::size_t kPoints = 4;
/// MediaPipe's pose_detection_to_roi graph.
constexpr double kSquareMargin = 1.25;

inference::NetworkSpec network_spec() {
  return {.id = "blazepose-detector",
          .input = {.name = "input_1", .shape = {1, kSidePx, kSidePx, 3}},
          .outputs = {{.name = "Identity", .shape = {1, 2254, 12}},
                      {.name = "Identity_1", .shape = {1, 2254, 1}}}};
}

}  // namespace

geometry::RotatedSquare BodyCircle::landmark_square() const {
  const Point up = circle_point - hip_center;
  return {.center = hip_center,
          .side_px = 2 * kSquareMargin * geometry::norm_px(up),
          .angle_deg = std::atan2(up.x_px, -up.y_px) * 180 / std::numbers::pi};
}

BlazePoseDetector::BlazePoseDetector(const BlazePoseDetectorOptions& options,
                                     const inference::NetworkOptions& network_options)
    : options_(options),
      network_(network_spec(), network_options),
      anchors_(anchor_centers(kLayers)) {}

std::vector<BodyCircle> BlazePoseDetector::detect(const cv::Mat& rgb,
                                                  const geometry::RotatedSquare& part) {
  inference::to_tensor_nhwc(inference::crop_square(rgb, part, kSidePx), -1, 1, tensor_);
  constexpr std::array<std::int64_t, 4> kShape{1, kSidePx, kSidePx, 3};
  const auto outputs = network_.run(tensor_, kShape);
  const std::vector<AnchorDetection> found = weighted_suppression(
      decode_anchors(
          outputs[0], outputs[1], anchors_,
          {.input_side_px = kSidePx, .points = kPoints, .min_score = options_.min_score}),
      options_.nms_iou);
  const auto image_from_crop = geometry::Similarity::crop_from_image(part, kSidePx).inverse();
  std::vector<BodyCircle> bodies;
  for (const AnchorDetection& one : found) {
    // The box is of no use: the network gives every one the same size.
    bodies.push_back({.shoulder_center = image_from_crop(one.points[2]),
                      .hip_center = image_from_crop(one.points[0]),
                      .circle_point = image_from_crop(one.points[1]),
                      .score = one.score});
  }
  return bodies;
}

}  // namespace securepose::detection
