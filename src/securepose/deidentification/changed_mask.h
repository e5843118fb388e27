#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/geometry/ellipse.h"

namespace securepose::deidentification {

/// Where a de-identified picture differs from its original by more than encoding does, on a grid of
/// cells so coarse that a two-hour video's worth of comparison stays cheap.
class ChangedMask {
 public:
  /// @param original, covered  CV_8UC3 of the same size; `covered` may have been encoded with loss
  ChangedMask(const cv::Mat& original, const cv::Mat& covered);

  /// Share of an ellipse's cells that changed, 0 to 1; 1 if it has no cell inside the picture.
  double share(const geometry::Ellipse& ellipse) const;

  /// Share of the whole picture that changed, 0 to 1.
  double share_of_picture() const;

  /// Bounds of the connected changed areas in the picture's pixels, specks left out, ordered by
  /// place.
  std::vector<geometry::Box> areas() const;

 private:
  cv::Mat changed_;   // CV_8U, 0 or 255, one per cell
  cv::Mat strongly_;  // the same, changed by far more than any encoder changes
  double cell_px_ = 1;
};

}  // namespace securepose::deidentification
