#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <opencv2/core/mat.hpp>
#include <string>

#include "securepose/media/ffmpeg_handles.h"
#include "securepose/media/scaler.h"
#include "securepose/media/segment_file.h"
#include "securepose/media/video_writer.h"

namespace securepose::media {

/// RGB pictures -> H.264 High, 4:2:0, BT.709 limited range, no B-frames, without any comment of
/// the encoder in the stream. Rate control sees evenly spaced pictures; their real times are
/// carried beside it, so no time can upset or be changed by the encoder.
class H264Encoder {
 public:
  using Sink = std::function<void(const CodedPicture&)>;

  /// @throws base::Error(kEnvironment) if libx264 is missing or refuses.
  H264Encoder(const VideoInfo& video, const EncodeOptions& options, Sink sink);

  int width_px() const { return codec_->width; }
  int height_px() const { return codec_->height; }
  /// H.264 decoder configuration record; the same for all pieces of a video.
  const std::string& configuration() const { return configuration_; }

  /// @param rgb  of the video's size; an odd side is padded by repeating the last row or column
  void encode(const cv::Mat& rgb, std::int64_t pts_ticks, std::int64_t duration_ticks);
  void finish();

 private:
  void fill_picture(const cv::Mat& rgb);
  void drain();
  void deliver(const AVPacket& packet);

  Sink sink_;
  int width_px_;
  int height_px_;
  Handle<AVCodecContext> codec_;
  Scaler scaler_;
  Handle<AVFrame> picture_ = new_frame();
  Handle<AVPacket> packet_ = new_packet();
  std::string configuration_;
  std::int64_t frames_ = 0;
  struct Times {
    std::int64_t pts_ticks;
    std::int64_t duration_ticks;
  };
  std::deque<Times> under_way_;
};

}  // namespace securepose::media
