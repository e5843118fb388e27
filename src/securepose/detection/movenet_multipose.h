#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <span>
#include <vector>

#include "securepose/detection/person_detection.h"
#include "securepose/inference/network.h"

namespace securepose::detection {

struct MoveNetOptions {
  double min_score = 0.1;
  int long_side_px = 640;  ///< the picture is scaled to this (down or up) and padded to 32
};

/// One of the network's six rows: 17 times y, x and score, then top, left, bottom, right and score,
/// all 0 to 1. Nothing below `min_score` or if a number is not finite.
/// @param width_px, height_px  what 1 stands for in the frame's pixels
std::optional<PersonDetection> decode_movenet_row(std::span<const float> row, double width_px,
                                                  double height_px, double min_score);

/// MoveNet MultiPose Lightning (Google 2021): at most six people with 17 points each.
class MoveNetMultiPose {
 public:
  MoveNetMultiPose(const MoveNetOptions& options, const inference::NetworkOptions& network_options);
  /// @return people in the pixels of `rgb`, best first
  std::vector<PersonDetection> detect(const cv::Mat& rgb);

 private:
  MoveNetOptions options_;
  inference::Network network_;
  std::vector<std::int32_t> tensor_;
};

}  // namespace securepose::detection
