#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>

#include "securepose/media/colour_cube.h"
#include "securepose/media/scaler.h"

namespace securepose::media {

/// Decoded pictures of any pixel format, size and colour space -> RGB of one size: BT.709
/// primaries, full range, 8 bits per channel. High dynamic range is mapped to standard range.
class RgbConverter {
 public:
  /// Size of all results: that of the first picture, made square-pixelled, not yet turned.
  RgbConverter(int width_px, int height_px) : width_px_(width_px), height_px_(height_px) {}

  /// @throws base::Error(kEnvironment) if the pixel format can't be converted.
  cv::Mat convert(const AVFrame& picture);

 private:
  cv::Mat convert_by_matrix(const AVFrame& picture);
  cv::Mat convert_by_cube(const AVFrame& picture);

  int width_px_;
  int height_px_;
  Scaler scaler_;
  Scaler to_ten_bits_;
  Scaler resize_;
  std::optional<ColourCube> cube_;
};

}  // namespace securepose::media
