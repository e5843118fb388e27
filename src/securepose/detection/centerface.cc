#include "securepose/detection/centerface.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "securepose/detection/centerface_decoding.h"
#include "securepose/inference/picture_tensor.h"

namespace securepose::detection {
namespace {

inference::NetworkSpec network_spec() {
  return {.id = "centerface",
          .input = {.name = "input.1", .shape = {-1, 3, -1, -1}},
          .outputs = {{.name = "537", .shape = {-1, 1, -1, -1}},
                      {.name = "538", .shape = {-1, 2, -1, -1}},
                      {.name = "539", .shape = {-1, 2, -1, -1}},
                      {.name = "540", .shape = {-1, 10, -1, -1}}}};
}

/// The network halves its input five times.
int multiple_of_32(double length_px) {
  return std::max(1, static_cast<int>(std::ceil(length_px / 32 - 1e-6))) * 32;
}

}  // namespace

CenterFace::CenterFace(const CenterFaceOptions& options,
                       const inference::NetworkOptions& network_options)
    : options_(options), network_(network_spec(), network_options) {}

std::vector<FaceDetection> CenterFace::detect(const cv::Mat& rgb, int long_side_px,
                                              FaceSource source) {
  const double shrink = std::min(
      1.0, static_cast<double>(long_side_px) / static_cast<double>(std::max(rgb.cols, rgb.rows)));
  const cv::Size size(multiple_of_32(rgb.cols * shrink), multiple_of_32(rgb.rows * shrink));
  inference::to_tensor_nchw(inference::resize_picture(rgb, size), tensor_);
  const std::array<std::int64_t, 4> shape{1, 3, size.height, size.width};
  const auto outputs = network_.run(tensor_, shape);
  const CenterFaceMaps maps{.columns = size.width / 4,
                            .rows = size.height / 4,
                            .heat = outputs[0],
                            .log_size = outputs[1],
                            .offset = outputs[2],
                            .points = outputs[3]};
  const CenterFaceDecoding decoding{.scale_x = static_cast<double>(rgb.cols) / size.width,
                                    .scale_y = static_cast<double>(rgb.rows) / size.height,
                                    .min_score = options_.min_score,
                                    .nms_iou = options_.nms_iou};
  std::vector<FaceDetection> faces = decode_centerface(maps, decoding);
  for (FaceDetection& face : faces) face.source = source;
  return faces;
}

}  // namespace securepose::detection
