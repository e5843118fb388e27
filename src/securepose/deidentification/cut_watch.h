#pragma once

#include <deque>
#include <opencv2/core/mat.hpp>

#include "securepose/detection/scene_change.h"

namespace securepose::deidentification {

/// Notices hard cuts while the pictures pass, as far as the past alone tells.
class CutWatch {
 public:
  /// @param rgb  the next picture; a small copy is enough
  bool is_cut(const cv::Mat& rgb);

 private:
  detection::SceneChangeMeter meter_;
  std::deque<double> residuals_;
};

}  // namespace securepose::deidentification
