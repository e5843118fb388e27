#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/detection/person_detection.h"
#include "securepose/inference/network.h"

namespace securepose::detection {

struct MoveNetOptions {
  double min_score = 0.1;
  int long_side_px = 640;  ///< the picture is scaled to this (down or up) and padded to 32
};

/// MoveNet MultiPose Lightning (Google 2021): at most six people with 17 points each.
class MoveNetMultiPose {
 public:
  MoveNetMultiPose(const MoveNetOptions& options, const inference::NetworkOptions& network_options);
  /// @return people in the pixels of `rgb`, best first
  std::vector<PersonDetection> detect(const cv::Mat& rgb);

 private:
  MoveNetOptions options_;
  inference::Network network_;
};

}  // namespace securepose::detection
