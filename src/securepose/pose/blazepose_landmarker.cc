#include "securepose/pose/blazepose_landmarker.h"

#include <array>

#include "securepose/inference/picture_tensor.h"
#include "securepose/pose/blazepose_decoding.h"
#include "securepose/pose/heat_map_refinement.h"

namespace securepose::pose {
namespace {

inference::NetworkSpec network_spec(BlazePoseSize size) {
  return {.id = network_id(size),
          .input = {.name = "input_1", .shape = {1, kBlazePoseSidePx, kBlazePoseSidePx, 3}},
          .outputs = {
              {.name = "Identity", .shape = {1, kBlazePoseNumbers}},
              {.name = "Identity_1", .shape = {1, 1}},
              {.name = "Identity_3", .shape = {1, kHeatMapCells, kHeatMapCells, kBlazePoseMaps}},
              {.name = "Identity_4", .shape = {1, kBlazePoseWorldNumbers}}}};
}

}  // namespace

std::string network_id(BlazePoseSize size) {
  return size == BlazePoseSize::kHeavy  ? "blazepose-heavy"
         : size == BlazePoseSize::kFull ? "blazepose-full"
                                        : "blazepose-lite";
}

BlazePoseLandmarker::BlazePoseLandmarker(BlazePoseSize size,
                                         const inference::NetworkOptions& network_options)
    : network_(network_spec(size), network_options) {}

PoseLandmarks BlazePoseLandmarker::estimate(const cv::Mat& rgb,
                                            const geometry::RotatedSquare& square) {
  inference::to_tensor_nhwc(inference::crop_square(rgb, square, kBlazePoseSidePx), 0, 1, tensor_);
  constexpr std::array<std::int64_t, 4> kShape{1, kBlazePoseSidePx, kBlazePoseSidePx, 3};
  const auto outputs = network_.run(tensor_, kShape);
  return decode_blazepose({.landmarks = outputs[0],
                           .presence = outputs[1].front(),
                           .heat = outputs[2],
                           .world = outputs[3]},
                          square);
}

}  // namespace securepose::pose
