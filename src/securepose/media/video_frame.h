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
  /// How long it is shown, in the same ticks, as the container tells; 0 if it does not. Matters for
  /// the last frame only: any other is shown until the next.
  std::int64_t duration_ticks = 0;
  /// Rows x columns, CV_8UC3, channels in the order red, green, blue, BT.709, full range.
  /// Reference-counted like every cv::Mat: clone() before painting if another part still reads it.
  cv::Mat rgb;
  /// False for a picture that could not be decoded whole: `rgb` is black then, it is written fully
  /// covered and reported.
  bool readable = true;
  /// Which part of the recording it belongs to, from 0: a new one begins where the camera is held
  /// another way or another camera takes over (the picture is upended, or turned another way).
  int part = 0;
};

}  // namespace securepose::media
