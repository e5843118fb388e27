#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>

namespace securepose::detection {

/// How a picture differs from the one before it.
struct SceneChange {
  /// Distance of the two pictures' brightness-and-colour histograms, 0 (same) to 1.
  double histogram_distance = 0;
  /// Mean absolute difference of small grey copies after the background's shift is undone, 0 to
  /// 255.
  double residual = 0;
  /// How the background moved, by phase correlation of small copies, in the picture's pixels.
  double shift_x_px = 0;
  double shift_y_px = 0;
  /// 0 to 1; low when no single shift explains the change.
  double shift_certainty = 0;
};

/// Compares each picture with the one before.
class SceneChangeMeter {
 public:
  /// Nothing for the first picture.
  std::optional<SceneChange> measure(const cv::Mat& rgb);

 private:
  cv::Mat previous_grey_;
  cv::Mat previous_histogram_;
};

}  // namespace securepose::detection
