#include "securepose/pipeline/finished_video.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "securepose/base/counted.h"
#include "securepose/base/error.h"
#include "securepose/media/video_writer.h"
#include "securepose/pipeline/decode_ahead.h"

namespace securepose::pipeline {
namespace {

class Comparison {
 public:
  Comparison(const observation::ClipObservations& clip, const media::VideoInfo& info)
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
      found.push_back(
          fmt::format("The finished video has {}, the source has {}.",
                      base::counted(static_cast<std::int64_t>(frames_), "frame", "frames"),
                      clip_.frames.size()));
    if (wrong_times_ > 0)
      found.push_back(fmt::format(
          "{} another presentation time than in the source.",
          base::counted(static_cast<std::int64_t>(wrong_times_), "frame of the finished video has",
                        "frames of the finished video have")));
    if (unreadable_ > 0)
      found.push_back(
          fmt::format("{} of the finished video can't be read back.",
                      base::counted(static_cast<std::int64_t>(unreadable_), "frame", "frames")));
    return found;
  }

 private:
  const observation::ClipObservations& clip_;
  const long long half_tick_ns_;
  std::size_t frames_ = 0;
  std::size_t wrong_times_ = 0;
  std::size_t unreadable_ = 0;
};

}  // namespace

FinishedVideo inspect_finished_video(const std::filesystem::path& video,
                                     const observation::ClipObservations& clip, bool with_audio,
                                     const PicturesWanted& wanted,
                                     const base::Cancellation& cancellation,
                                     const Listener& listener) {
  std::set<base::FrameIndex> frames(wanted.contact_sheet.begin(), wanted.contact_sheet.end());
  frames.insert(wanted.doubtful.begin(), wanted.doubtful.end());
  const auto is_picture = [&frames](base::FrameIndex index) { return frames.contains(index); };
  DecodeAhead decoder(video, is_picture);
  const media::VideoInfo& info = decoder.info();
  FinishedVideo result;
  Comparison comparison(clip, info);
  Progress progress{Stage::kCheck, 0, static_cast<std::int64_t>(clip.frames.size()), 0};
  while (const auto frame = decoder.next()) {
    cancellation.throw_if_requested();
    comparison.take(*frame);
    if (is_picture(frame->index) && frame->readable) {
      const auto boxes_in = [&](const auto& by_frame) {
        const auto boxes = by_frame.find(frame->index);
        return boxes == by_frame.end() ? std::vector<geometry::Box>{} : boxes->second;
      };
      result.pictures.emplace(
          frame->index, covered_picture(frame->rgb, frame->index, frame->time,
                                        boxes_in(wanted.hidden_px), boxes_in(wanted.marked_px)));
    }
    progress.done_frames = frame->index + 1;
    listener.progress(progress);
  }
  result.faults = comparison.faults();
  if (info.width_px != media::coded_side_px(clip.width_px) ||
      info.height_px != media::coded_side_px(clip.height_px))
    result.faults.push_back(fmt::format("The finished video is {} x {} pixels, the source {} x {}.",
                                        info.width_px, info.height_px, clip.width_px,
                                        clip.height_px));
  if (info.has_audio && !with_audio)
    result.faults.push_back("The finished video has sound that nobody asked for.");
  return result;
}

}  // namespace securepose::pipeline
