#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"

namespace securepose::media {

/// One picture of a video, upright, with square pixels.
struct VideoFrame {
  base::FrameIndex index = 0;
  /// Presentation time in ticks of VideoInfo::time_base, exactly as the source's container has it.
  std::int64_t pts_ticks = 0;
  /// The same in nanoseconds.
  base::Timestamp time;
  /// Rows x columns, CV_8UC3, channels in the order red, green, blue, BT.709, full range.
  /// Reference-counted like every cv::Mat: clone() before painting if another part still reads it.
  cv::Mat rgb;
  /// False for a picture that could not be decoded whole: its content is not to be trusted, it is
  /// written fully covered and reported.
  bool readable = true;
};

}  // namespace securepose::media
