#include "securepose/media/video_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <deque>
#include <opencv2/core.hpp>
#include <utility>

#include "securepose/media/deinterlacer.h"
#include "securepose/media/demuxer.h"
#include "securepose/media/frame_clock.h"
#include "securepose/media/orientation.h"
#include "securepose/media/picture_decoder.h"
#include "securepose/media/refusal.h"
#include "securepose/media/rgb_converter.h"
#include "securepose/media/stretch_notes.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/mathematics.h>
#include <libavutil/pixdesc.h>
}

namespace securepose::media {
namespace {

struct Size {
  int width_px = 0;
  int height_px = 0;
};

// Pixels that are not square become square by stretching or shrinking the rows, as players do.
// Nonsense aspects (damaged headers) are left alone.
Size square_size(const AVFrame& picture, AVRational aspect) {
  constexpr double kMaxAspect = 8;  // chosen by us; real ones lie between 0.5 and 2.2
  const double ratio = aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : 1;
  if (ratio > kMaxAspect || ratio < 1 / kMaxAspect) return {picture.width, picture.height};
  const int width = std::max(1, static_cast<int>(std::lround(picture.width * ratio)));
  if (width > kMaxSide_px) return {picture.width, picture.height};
  return {width, picture.height};
}

Orientation orientation_of_stream(const AVStream& stream, const AVFrame& first) {
  std::array<std::int32_t, 9> matrix{};
  std::size_t size = 0;
  const std::uint8_t* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (!data) {
    const AVFrameSideData* side = av_frame_get_side_data(&first, AV_FRAME_DATA_DISPLAYMATRIX);
    if (side) {
      data = side->data;
      size = side->size;
    }
  }
  if (!data || size < sizeof(matrix)) return {};
  std::memcpy(matrix.data(), data, sizeof(matrix));
  return orientation_of(matrix);
}

std::optional<double> nominal_fps(AVFormatContext& container, AVStream& stream) {
  constexpr double kMaxFps = 1000;  // anything above is a time base, not a rate
  for (const AVRational rate : {stream.avg_frame_rate, stream.r_frame_rate,
                                av_guess_frame_rate(&container, &stream, nullptr)}) {
    if (rate.num <= 0 || rate.den <= 0) continue;
    const double fps = av_q2d(rate);
    if (fps > 0 && fps <= kMaxFps) return fps;
  }
  return std::nullopt;
}

bool is_hdr(const AVFrame& picture) {
  return picture.color_trc == AVCOL_TRC_SMPTE2084 || picture.color_trc == AVCOL_TRC_ARIB_STD_B67;
}

std::optional<double> duration_s(const AVFormatContext& container, const AVStream& stream) {
  if (stream.duration != AV_NOPTS_VALUE && stream.duration > 0)
    return static_cast<double>(stream.duration) * av_q2d(stream.time_base);
  if (container.duration != AV_NOPTS_VALUE && container.duration > 0)
    return static_cast<double>(container.duration) / AV_TIME_BASE;
  return std::nullopt;
}

}  // namespace

class VideoReader::Impl {
 public:
  Impl(const std::filesystem::path& file, int turn_deg)
      : turn_deg_(turn_deg), demuxer_(file), decoder_(demuxer_) {
    find_first_picture();
    describe(*pending_.back().frame);
    clock_.emplace(info_.time_base, info_.nominal_fps);
    converter_.emplace(square_.width_px, square_.height_px);
    notes_ = demuxer_.notes();
  }

  std::optional<VideoFrame> read(bool convert) {
    std::optional<DecodedPicture> picture = next_deinterlaced();
    if (!picture) {
      note_end();
      return std::nullopt;
    }
    VideoFrame frame;
    frame.index = frames_++;
    frame.pts_ticks = clock_->advance(picture->pts);
    frame.time.ns = av_rescale_q(frame.pts_ticks, to_av(info_.time_base), {1, 1'000'000'000});
    frame.duration_ticks = std::max<std::int64_t>(0, picture->duration);
    frame.readable = picture->readable && picture->frame;
    stretches_.add(frame.readable, frame.time.seconds());
    take_stretch_notes();
    if (!convert) return frame;
    if (frame.readable)
      frame.rgb = make_upright(converter_->convert(*picture->frame), orientation_);
    else
      frame.rgb = cv::Mat::zeros(info_.height_px, info_.width_px, CV_8UC3);
    return frame;
  }

  const VideoInfo& info() const { return info_; }
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  // Reads up to the first intact picture. What could not be decoded before it has no content.
  void find_first_picture() {
    for (;;) {
      std::optional<DecodedPicture> picture = decoder_.next();
      if (!picture) refuse(demuxer_.file(), "not one picture can be decoded", kCopyAgain);
      if (!picture->readable) picture->frame.reset();
      pending_.push_back(std::move(*picture));
      if (pending_.back().readable) return;
    }
  }

  void describe(const AVFrame& first) {
    AVFormatContext& container = demuxer_.container();
    AVStream& stream = demuxer_.video();
    orientation_ = orientation_of_stream(stream, first);
    orientation_.clockwise_deg = (orientation_.clockwise_deg + turn_deg_) % 360;
    square_ = square_size(
        first, av_guess_sample_aspect_ratio(&container, &stream, const_cast<AVFrame*>(&first)));
    info_.width_px = orientation_.swaps_sides() ? square_.height_px : square_.width_px;
    info_.height_px = orientation_.swaps_sides() ? square_.width_px : square_.height_px;
    info_.time_base = from_av(stream.time_base);
    info_.nominal_fps = nominal_fps(container, stream);
    info_.duration_s = duration_s(container, stream);
    if (stream.nb_frames > 0)
      info_.expected_frames = stream.nb_frames;
    else if (info_.duration_s && info_.nominal_fps)
      info_.expected_frames = std::llround(*info_.duration_s * *info_.nominal_fps);
    info_.container = container.iformat->name;
    info_.codec = avcodec_get_name(stream.codecpar->codec_id);
    info_.rotation_deg = orientation_.clockwise_deg;
    info_.mirrored = orientation_.mirrored;
    info_.interlaced = first.interlaced_frame != 0;
    info_.high_dynamic_range = is_hdr(first);
    info_.has_audio = demuxer_.has_audio();
  }

  std::optional<DecodedPicture> next_decoded() {
    if (pending_.empty()) return decoder_.next();
    DecodedPicture picture = std::move(pending_.front());
    pending_.pop_front();
    return picture;
  }

  std::optional<DecodedPicture> next_deinterlaced() {
    for (;;) {
      if (auto picture = deinterlacer_.pop()) return picture;
      if (auto picture = next_decoded()) {
        deinterlacer_.push(std::move(*picture));
        continue;
      }
      deinterlacer_.finish();
      return deinterlacer_.pop();
    }
  }

  void take_stretch_notes() {
    for (std::string& note : stretches_.take()) notes_.push_back(std::move(note));
  }

  void note_end() {
    if (std::exchange(ended_, true)) return;
    stretches_.finish();
    take_stretch_notes();
    if (auto note = demuxer_.early_end(decoder_.ends_damaged())) notes_.push_back(std::move(*note));
    for (std::string& note : clock_->notes()) notes_.push_back(std::move(note));
  }

  int turn_deg_;
  Demuxer demuxer_;
  PictureDecoder decoder_;
  Deinterlacer deinterlacer_;
  std::deque<DecodedPicture> pending_;
  Orientation orientation_;
  Size square_;
  VideoInfo info_;
  std::optional<FrameClock> clock_;
  std::optional<RgbConverter> converter_;
  StretchNotes stretches_;
  std::vector<std::string> notes_;
  base::FrameIndex frames_ = 0;
  bool ended_ = false;
};

VideoReader::VideoReader(const std::filesystem::path& file, int turn_deg)
    : impl_(std::make_unique<Impl>(file, turn_deg)) {}
VideoReader::~VideoReader() = default;
VideoReader::VideoReader(VideoReader&&) noexcept = default;
VideoReader& VideoReader::operator=(VideoReader&&) noexcept = default;

const VideoInfo& VideoReader::info() const { return impl_->info(); }
std::optional<VideoFrame> VideoReader::next() { return impl_->read(true); }
std::optional<VideoFrame> VideoReader::skip() { return impl_->read(false); }
const std::vector<std::string>& VideoReader::notes() const { return impl_->notes(); }

}  // namespace securepose::media
