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
  /// The picture is looked at in each of these sizes (scaled down or up, padded to 32). The network
  /// knows people of 50 to 250 pixels best: on the development recordings people who fill the
  /// picture score 0.14 to 0.29 at 640 and 0.5 to 0.73 at 256, small ones 0.4 to 0.7 at 640 and
  /// nothing at 256.
  std::vector<int> long_sides_px = {640, 256};
  /// From this keypoint similarity on two detections are one person. On the development recordings
  /// it was above 0.6 for one person in two sizes and below 0.15 for two people.
  double same_similarity = 0.35;
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
  void look(const cv::Mat& rgb, int long_side_px, std::vector<PersonDetection>& people);

  MoveNetOptions options_;
  inference::Network network_;
  std::vector<std::int32_t> tensor_;
};

}  // namespace securepose::detection
