#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/check/check_detectors.h"
#include "securepose/detection/blazeface.h"
#include "securepose/detection/centerface.h"

namespace securepose::check {

/// Looks for faces at scales and with crops that took no part in placing the regions: CenterFace
/// far from the sizes at which it looked then, BlazeFace on squares that tile the picture. The
/// thresholds lie far below the published defaults (0.2 and 0.5).
class IndependentFaces {
 public:
  /// @param face_precision  of CenterFace
  explicit IndependentFaces(inference::Precision face_precision);
  std::vector<RawFaceDetection> look(const cv::Mat& rgb);
  /// The same at one place and right around it only.
  std::vector<RawFaceDetection> look_at(const cv::Mat& rgb, const geometry::Box& place_px);

 private:
  void add_centerface(const cv::Mat& rgb, int look_px, std::vector<RawFaceDetection>& detections);

  detection::CenterFace centerface_;
  detection::BlazeFace blazeface_;
};

}  // namespace securepose::check
