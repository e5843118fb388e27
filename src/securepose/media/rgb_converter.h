#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>

#include "securepose/media/colour_cube.h"
#include "securepose/media/picture_shape.h"
#include "securepose/media/scaler.h"

namespace securepose::media {

/// Decoded pictures of any pixel format, size and colour space -> RGB: BT.709 primaries, full
/// range, 8 bits per channel. High dynamic range is mapped to standard range.
class RgbConverter {
 public:
  /// @param size  of the result, not yet turned
  /// @throws base::Error(kEnvironment) if the pixel format can't be converted.
  cv::Mat convert(const AVFrame& picture, SizePx size);

 private:
  cv::Mat convert_by_matrix(const AVFrame& picture, SizePx size);
  cv::Mat convert_by_cube(const AVFrame& picture, SizePx size);

  Scaler scaler_;
  Scaler to_ten_bits_;
  Scaler resize_;
  std::optional<ColourCube> cube_;
};

}  // namespace securepose::media
