#pragma once

#include <opencv2/core/mat.hpp>

#include "securepose/media/picture_shape.h"
#include "securepose/media/rgb_converter.h"

namespace securepose::media {

/// Brings decoded pictures of any shape into one size: each keeps its proportions, is upright as
/// its metadata ask, fills as much of the size as it can, and has black bars beside it where its
/// proportions are others.
class PictureFrame {
 public:
  /// @param size  of all results before they are turned as a whole
  explicit PictureFrame(SizePx size) : size_(size) {}

  /// @param part_turn_deg  a clockwise turn of this picture's part, beyond its metadata
  /// @param turn_deg  a clockwise turn of the result
  cv::Mat show(const AVFrame& picture, const PictureShape& shape, int part_turn_deg, int turn_deg);

 private:
  SizePx size_;
  RgbConverter converter_;
};

}  // namespace securepose::media
