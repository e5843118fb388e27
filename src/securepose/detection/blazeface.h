#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/detection/face_detection.h"
#include "securepose/geometry/similarity.h"
#include "securepose/inference/network.h"

namespace securepose::detection {

struct BlazeFaceOptions {
  double min_score = 0.2;  ///< after the sigmoid
  double nms_iou = 0.3;
};

/// BlazeFace full range (Bazarevsky et al. 2019, arXiv 1907.05047) on a crop around a head, which
/// may be turned so that the head stands upright in it.
class BlazeFace {
 public:
  BlazeFace(const BlazeFaceOptions& options, const inference::NetworkOptions& network_options);

  /// @return faces in the pixels of `rgb`, best first; boxes upright, points exact
  std::vector<FaceDetection> detect(const cv::Mat& rgb, const geometry::RotatedSquare& head);

 private:
  BlazeFaceOptions options_;
  inference::Network network_;
  std::vector<geometry::Point> anchors_;
  std::vector<float> tensor_;
};

}  // namespace securepose::detection
