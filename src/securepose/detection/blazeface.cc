#include "securepose/detection/blazeface.h"

#include <algorithm>
#include <array>

#include "securepose/detection/ssd_anchors.h"
#include "securepose/inference/picture_tensor.h"

namespace securepose::detection {
namespace {

using geometry::Box;
using geometry::Point;

// MediaPipe's face_detection_full_range graph: input 192 x 192 of -1 to 1, one layer of stride 4
// with one anchor a cell, six points: right eye, left eye, nose, mouth, right ear, left ear.
constexpr int kSidePx = 192;
constexpr std::array<AnchorLayer, 1> kLayers{{{.cells = 48, .boxes_per_cell = 1}}};
constexpr std::size_t kPoints = 6;

inference::NetworkSpec network_spec() {
  return {.id = "blazeface-full-range",
          .input = {.name = "input", .shape = {1, kSidePx, kSidePx, 3}},
          .outputs = {{.name = "reshaped_regressor_face_4", .shape = {1, 2304, 16}},
                      {.name = "reshaped_classifier_face_4", .shape = {1, 2304, 1}}}};
}

}  // namespace

BlazeFace::BlazeFace(const BlazeFaceOptions& options,
                     const inference::NetworkOptions& network_options)
    : options_(options),
      network_(network_spec(), network_options),
      anchors_(anchor_centers(kLayers)) {}

std::vector<FaceDetection> BlazeFace::detect(const cv::Mat& rgb,
                                             const geometry::RotatedSquare& head) {
  inference::to_tensor_nhwc(inference::crop_square(rgb, head, kSidePx), -1, 1, tensor_);
  constexpr std::array<std::int64_t, 4> kShape{1, kSidePx, kSidePx, 3};
  const auto outputs = network_.run(tensor_, kShape);
  const std::vector<AnchorDetection> found = weighted_suppression(
      decode_anchors(
          outputs[0], outputs[1], anchors_,
          {.input_side_px = kSidePx, .points = kPoints, .min_score = options_.min_score}),
      options_.nms_iou);
  const auto image_from_crop = geometry::Similarity::crop_from_image(head, kSidePx).inverse();
  std::vector<FaceDetection> faces;
  for (const AnchorDetection& one : found) {
    // BlazeFace's boxes are square, so that they keep their shape when the crop is turned.
    const double side_px =
        std::max(one.box_px.width_px(), one.box_px.height_px()) * image_from_crop.scale();
    faces.push_back({.box_px = Box::around(image_from_crop(one.box_px.center()), side_px, side_px),
                     .score = one.score,
                     .points = {.right_eye = image_from_crop(one.points[0]),
                                .left_eye = image_from_crop(one.points[1]),
                                .nose = image_from_crop(one.points[2]),
                                .mouth = image_from_crop(one.points[3])},
                     .source = FaceSource::kBlazeFaceHead});
  }
  return faces;
}

}  // namespace securepose::detection
