#pragma once

#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "securepose/inference/network.h"
#include "securepose/pose/pose_landmarks.h"

namespace securepose::pose {

enum class BlazePoseSize { kHeavy, kFull, kLite };

/// The network of a size, as in models/manifest.toml.
std::string network_id(BlazePoseSize size);

/// BlazePose's landmark network (Bazarevsky et al. 2020, arXiv 2006.10204; GHUM world points, Xu
/// et al. 2020): 33 points of the one person in a turned square.
class BlazePoseLandmarker {
 public:
  BlazePoseLandmarker(BlazePoseSize size, const inference::NetworkOptions& network_options);
  /// Landmarks in the pixels of `rgb`; judge PoseLandmarks::presence before using them.
  PoseLandmarks estimate(const cv::Mat& rgb, const geometry::RotatedSquare& square);

 private:
  inference::Network network_;
  std::vector<float> tensor_;
};

}  // namespace securepose::pose
