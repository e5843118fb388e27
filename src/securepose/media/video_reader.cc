#include "securepose/media/video_reader.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <opencv2/core.hpp>
#include <string_view>
#include <utility>

#include "securepose/media/deinterlacer.h"
#include "securepose/media/demuxer.h"
#include "securepose/media/frame_clock.h"
#include "securepose/media/picture_changes.h"
#include "securepose/media/picture_decoder.h"
#include "securepose/media/picture_frame.h"
#include "securepose/media/picture_shape.h"
#include "securepose/media/refusal.h"
#include "securepose/media/shape_survey.h"
#include "securepose/media/stretch_notes.h"

extern "C" {
#include <libavutil/mathematics.h>
#include <libavutil/pixdesc.h>
}

namespace securepose::media {
namespace {

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

// MP4's index knows which of its pictures an edit list hides; others state a number, or none.
std::optional<std::int64_t> stated_frames(const AVFormatContext& container, AVStream& stream) {
  std::int64_t shown = 0;
  const int entries = avformat_index_get_entries_count(&stream);
  for (int i = 0; i < entries; ++i)
    if ((avformat_index_get_entry(&stream, i)->flags & AVINDEX_DISCARD_FRAME) == 0) ++shown;
  const bool whole_index = std::string_view(container.iformat->name).starts_with("mov") &&
                           entries > 0 && entries >= stream.nb_frames;
  if (whole_index) return shown;
  if (stream.nb_frames > 0) return stream.nb_frames;
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
  Impl(const std::filesystem::path& file, const Turns& turns)
      : turns_(turns), demuxer_(file), decoder_(demuxer_), shapes_(demuxer_.video()) {
    find_first_picture();
    const std::optional<ShapeSurvey> survey = survey_shapes(file);
    describe(*pending_.back().frame, survey);
    clock_.emplace(info_.time_base, info_.nominal_fps);
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
    std::optional<PictureShape> shape;
    if (frame.readable) {
      shape = shapes_.shape_of(*picture->frame);
      parts_.add(*shape);
      changes_->add(*picture->frame, *shape, picture->interlaced, frame.time.seconds());
    }
    frame.part = parts_.current();
    if (!convert) return frame;
    frame.rgb =
        shape ? frame_->show(*picture->frame, *shape, turns_.of_part(frame.part), turns_.all_deg)
              : cv::Mat::zeros(info_.height_px, info_.width_px, CV_8UC3);
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

  void describe(const AVFrame& first, const std::optional<ShapeSurvey>& survey) {
    AVFormatContext& container = demuxer_.container();
    AVStream& stream = demuxer_.video();
    const PictureShape shape = survey ? survey->longest : ShapeReader(stream).shape_of(first);
    if (survey && survey->part_durations_s.size() > 1)
      info_.part_durations_s = survey->part_durations_s;
    frame_.emplace(shape.shown());
    const SizePx shown = shape.shown().turned(turns_.all_deg);
    changes_.emplace(shown);
    info_.width_px = shown.width_px;
    info_.height_px = shown.height_px;
    info_.time_base = from_av(stream.time_base);
    info_.nominal_fps = nominal_fps(container, stream);
    info_.capture_fps = demuxer_.capture_fps();
    info_.duration_s = duration_s(container, stream);
    info_.expected_frames = stated_frames(container, stream);
    if (!info_.expected_frames && info_.duration_s && info_.nominal_fps)
      info_.expected_frames = std::llround(*info_.duration_s * *info_.nominal_fps);
    info_.container = container.iformat->name;
    info_.codec = avcodec_get_name(stream.codecpar->codec_id);
    info_.rotation_deg = (shape.orientation.clockwise_deg + turns_.all_deg) % 360;
    info_.mirrored = shape.orientation.mirrored;
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
    for (std::string& note : changes_->notes()) notes_.push_back(std::move(note));
  }

  Turns turns_;
  Demuxer demuxer_;
  PictureDecoder decoder_;
  Deinterlacer deinterlacer_;
  std::deque<DecodedPicture> pending_;
  ShapeReader shapes_;
  PartCounter parts_;
  VideoInfo info_;
  std::optional<FrameClock> clock_;
  std::optional<PictureFrame> frame_;
  std::optional<PictureChanges> changes_;
  StretchNotes stretches_;
  std::vector<std::string> notes_;
  base::FrameIndex frames_ = 0;
  bool ended_ = false;
};

VideoReader::VideoReader(const std::filesystem::path& file, const Turns& turns)
    : impl_(std::make_unique<Impl>(file, turns)) {}
VideoReader::~VideoReader() = default;
VideoReader::VideoReader(VideoReader&&) noexcept = default;
VideoReader& VideoReader::operator=(VideoReader&&) noexcept = default;

const VideoInfo& VideoReader::info() const { return impl_->info(); }
std::optional<VideoFrame> VideoReader::next() { return impl_->read(true); }
std::optional<VideoFrame> VideoReader::skip() { return impl_->read(false); }
const std::vector<std::string>& VideoReader::notes() const { return impl_->notes(); }

}  // namespace securepose::media
