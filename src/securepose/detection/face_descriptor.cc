#include "securepose/detection/face_descriptor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>

#include "securepose/inference/picture_tensor.h"

namespace securepose::detection {
namespace {

constexpr int kSidePx = 224;
constexpr int kNumbers = 1024;

inference::NetworkSpec network_spec() {
  return {.id = "faceres",
          .input = {.name = "input_1", .shape = {1, kSidePx, kSidePx, 3}},
          .outputs = {{.name = "global_pooling/Mean", .shape = {1, kNumbers}}}};
}

}  // namespace

double similarity(const FaceEmbedding& a, const FaceEmbedding& b) {
  if (a.numbers.size() != b.numbers.size()) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < a.numbers.size(); ++i) {
    sum += static_cast<double>(a.numbers[i]) * static_cast<double>(b.numbers[i]);
  }
  return sum;
}

FaceDescriptor::FaceDescriptor(const inference::NetworkOptions& network_options)
    : network_(network_spec(), network_options) {}

FaceEmbedding FaceDescriptor::describe(const cv::Mat& rgb, const geometry::Box& face_px) {
  const double side_px = std::max(face_px.width_px(), face_px.height_px());
  cv::Mat blue_first;
  cv::cvtColor(inference::crop_square(rgb, {face_px.center(), side_px, 0}, kSidePx), blue_first,
               cv::COLOR_RGB2BGR);
  inference::to_tensor_nhwc(blue_first, 0, 255, tensor_);
  constexpr std::array<std::int64_t, 4> kShape{1, kSidePx, kSidePx, 3};
  const auto output = network_.run(tensor_, kShape).front();
  FaceEmbedding embedding{{output.begin(), output.end()}};
  double square = 0;
  for (const float value : embedding.numbers) square += static_cast<double>(value) * value;
  if (!(square > 0) || !std::isfinite(square)) return {};
  const auto scale = static_cast<float>(1 / std::sqrt(square));
  for (float& value : embedding.numbers) value *= scale;
  return embedding;
}

}  // namespace securepose::detection
