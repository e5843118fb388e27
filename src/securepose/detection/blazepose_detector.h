#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/geometry/point.h"
#include "securepose/geometry/similarity.h"
#include "securepose/inference/network.h"

namespace securepose::detection {

/// A person as BlazePose's own detector places it: works when only head and shoulders show.
struct BodyCircle {
  geometry::Point shoulder_center;
  geometry::Point hip_center;
  geometry::Point circle_point;  ///< on the circle around hip_center that holds the whole body
  double score = 0;              ///< 0 to 1

  /// The square that BlazePose's landmark network wants: centred on the hips, turned so that the
  /// line hip_center -> circle_point points up, 2 x 1.25 times the circle's radius wide.
  geometry::RotatedSquare landmark_square() const;
};

struct BlazePoseDetectorOptions {
  double min_score = 0.3;
  double nms_iou = 0.3;
};

/// BlazePose's detector (Bazarevsky et al. 2020, arXiv 2006.10204).
class BlazePoseDetector {
 public:
  BlazePoseDetector(const BlazePoseDetectorOptions& options,
                    const inference::NetworkOptions& network_options);
  /// Looks at a square part of the picture (parts outside the picture are black).
  std::vector<BodyCircle> detect(const cv::Mat& rgb, const geometry::RotatedSquare& part);

 private:
  BlazePoseDetectorOptions options_;
  inference::Network network_;
  std::vector<geometry::Point> anchors_;
  std::vector<float> tensor_;
};

}  // namespace securepose::detection
