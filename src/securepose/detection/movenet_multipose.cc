#include "securepose/detection/movenet_multipose.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <utility>

#include "securepose/detection/person_similarity.h"
#include "securepose/inference/picture_tensor.h"

namespace securepose::detection {
namespace {

using geometry::Point;

constexpr std::size_t kPeople = 6;
constexpr std::size_t kNumbersPerPerson = 56;  // 17 x (y, x, score), then the box and its score

inference::NetworkSpec network_spec() {
  return {.id = "movenet-multipose",
          .input = {.name = "input", .shape = {1, -1, -1, 3}, .integer = true},
          .outputs = {{.name = "Identity", .shape = {1, kPeople, kNumbersPerPerson}}}};
}

int multiple_of_32(int length_px) { return (length_px + 31) / 32 * 32; }

}  // namespace

std::optional<PersonDetection> decode_movenet_row(std::span<const float> row, double width_px,
                                                  double height_px, double min_score) {
  const bool finite =
      std::all_of(row.begin(), row.end(), [](float value) { return std::isfinite(value); });
  if (!finite || row[55] < min_score) return std::nullopt;
  PersonDetection person;
  person.score = row[55];
  person.box_px = {row[52] * width_px, row[51] * height_px, row[54] * width_px,
                   row[53] * height_px};
  for (std::size_t k = 0; k < person.keypoints.size(); ++k) {
    person.keypoints[k] = {.point = {row[3 * k + 1] * width_px, row[3 * k] * height_px},
                           .score = row[3 * k + 2]};
  }
  return person;
}

MoveNetMultiPose::MoveNetMultiPose(const MoveNetOptions& options,
                                   const inference::NetworkOptions& network_options)
    : options_(options), network_(network_spec(), network_options) {}

std::vector<PersonDetection> MoveNetMultiPose::detect(const cv::Mat& rgb) {
  std::vector<PersonDetection> people;
  for (const int long_side_px : options_.long_sides_px) look(rgb, long_side_px, people);
  return without_repetitions(std::move(people), options_.same_similarity);
}

void MoveNetMultiPose::look(const cv::Mat& rgb, int long_side_px,
                            std::vector<PersonDetection>& people) {
  const double scale = static_cast<double>(long_side_px) / std::max(rgb.cols, rgb.rows);
  const cv::Size size(std::max(1, static_cast<int>(std::lround(rgb.cols * scale))),
                      std::max(1, static_cast<int>(std::lround(rgb.rows * scale))));
  const cv::Size padded(multiple_of_32(size.width), multiple_of_32(size.height));
  tensor_.assign(static_cast<std::size_t>(padded.area()) * 3, 0);
  cv::Mat view(padded, CV_32SC3, tensor_.data());
  cv::Mat part = view(cv::Rect({0, 0}, size));
  inference::resize_picture(rgb, size).convertTo(part, CV_32S);
  const std::array<std::int64_t, 4> shape{1, padded.height, padded.width, 3};
  const std::span<const float> output = network_.run_int32(tensor_, shape).front();
  // The padded picture's sides in the frame's pixels.
  const double width_px = static_cast<double>(padded.width) * rgb.cols / size.width;
  const double height_px = static_cast<double>(padded.height) * rgb.rows / size.height;
  for (std::size_t i = 0; i < kPeople; ++i) {
    const auto row = output.subspan(i * kNumbersPerPerson, kNumbersPerPerson);
    if (const auto person = decode_movenet_row(row, width_px, height_px, options_.min_score))
      people.push_back(*person);
  }
}

}  // namespace securepose::detection
