#pragma once

#include <opencv2/core/mat.hpp>

#include "securepose/media/ffmpeg_handles.h"

namespace securepose::media {

/// Decoded pictures of any pixel format, size and colour space -> RGB of one size: BT.709
/// primaries, full range, 8 bits per channel.
class RgbConverter {
 public:
  /// Size of all results: that of the first picture, made square-pixelled, not yet turned.
  RgbConverter(int width_px, int height_px) : width_px_(width_px), height_px_(height_px) {}

  /// @throws base::Error(kEnvironment) if the pixel format can't be converted.
  cv::Mat convert(const AVFrame& picture);

 private:
  void prepare_scaler(const AVFrame& picture);

  int width_px_;
  int height_px_;
  Handle<SwsContext> scaler_;
  struct Source {
    int width = 0;
    int height = 0;
    int format = AV_PIX_FMT_NONE;
    int matrix = 0;
    bool full_range = false;
    friend bool operator==(const Source&, const Source&) = default;
  } source_;
};

}  // namespace securepose::media
