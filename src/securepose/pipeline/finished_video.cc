#include "securepose/pipeline/finished_video.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "securepose/base/error.h"
#include "securepose/pipeline/decode_ahead.h"

namespace securepose::pipeline {
namespace {

constexpr int kPictureLongSide_px = 480;
constexpr int kJpegQuality = 80;

std::string small_jpeg(const cv::Mat& rgb) {
  const double scale =
      std::min(1.0, static_cast<double>(kPictureLongSide_px) / std::max(rgb.cols, rgb.rows));
  cv::Mat small;
  cv::resize(rgb, small, {}, scale, scale, cv::INTER_AREA);
  cv::cvtColor(small, small, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> bytes;
  if (!cv::imencode(".jpg", small, bytes, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality}))
    throw base::Error(base::ErrorKind::kEnvironment,
                      "A picture for the report could not be encoded as JPEG.");
  return {bytes.begin(), bytes.end()};
}

class Comparison {
 public:
  Comparison(const tracking::ClipObservations& clip, const media::VideoInfo& info)
      : clip_(clip),
        half_tick_ns_(std::llround(0.5e9 * static_cast<double>(info.time_base.num) /
                                   static_cast<double>(info.time_base.den))) {}

  void take(const media::VideoFrame& frame) {
    if (!frame.readable) ++unreadable_;
    if (frames_ < clip_.frames.size()) {
      const auto difference_ns = std::llabs(frame.time.ns - clip_.frames[frames_].time.ns);
      if (difference_ns > half_tick_ns_) ++wrong_times_;
    }
    ++frames_;
  }

  std::vector<std::string> faults() const {
    std::vector<std::string> found;
    if (frames_ != clip_.frames.size())
      found.push_back(fmt::format("The finished video has {} frames, the source has {}.", frames_,
                                  clip_.frames.size()));
    if (wrong_times_ > 0)
      found.push_back(
          fmt::format("{} frames of the finished video have another presentation time than in the "
                      "source.",
                      wrong_times_));
    if (unreadable_ > 0)
      found.push_back(
          fmt::format("{} frames of the finished video can't be read back.", unreadable_));
    return found;
  }

 private:
  const tracking::ClipObservations& clip_;
  const long long half_tick_ns_;
  std::size_t frames_ = 0;
  std::size_t wrong_times_ = 0;
  std::size_t unreadable_ = 0;
};

}  // namespace

std::vector<std::size_t> evenly_spread(std::size_t frames, std::size_t count) {
  count = std::min(frames, count);
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < count; ++i) positions.push_back((2 * i + 1) * frames / (2 * count));
  return positions;
}

FinishedVideo inspect_finished_video(const std::filesystem::path& video,
                                     const tracking::ClipObservations& clip, bool with_audio,
                                     std::size_t pictures, const base::Cancellation& cancellation,
                                     const Listener& listener) {
  const auto positions = evenly_spread(clip.frames.size(), pictures);
  const auto is_picture = [&positions](base::FrameIndex index) {
    return std::binary_search(positions.begin(), positions.end(), static_cast<std::size_t>(index));
  };
  DecodeAhead decoder(video, is_picture);
  const media::VideoInfo& info = decoder.info();
  FinishedVideo result;
  Comparison comparison(clip, info);
  Progress progress{Stage::kCheck, 0, static_cast<std::int64_t>(clip.frames.size()), 0};
  while (const auto frame = decoder.next()) {
    cancellation.throw_if_requested();
    comparison.take(*frame);
    if (is_picture(frame->index) && frame->readable)
      result.pictures.push_back({small_jpeg(frame->rgb), frame->index, frame->time, ""});
    progress.done_frames = frame->index + 1;
    listener.progress(progress);
  }
  result.faults = comparison.faults();
  if (info.width_px != clip.width_px || info.height_px != clip.height_px)
    result.faults.push_back(fmt::format("The finished video is {} x {} pixels, the source {} x {}.",
                                        info.width_px, info.height_px, clip.width_px,
                                        clip.height_px));
  if (info.has_audio && !with_audio)
    result.faults.push_back("The finished video has sound that nobody asked for.");
  return result;
}

}  // namespace securepose::pipeline
