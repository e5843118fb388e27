#include "securepose/pipeline/rendering.h"

#include <cstddef>
#include <exception>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/pipeline/bounded_queue.h"
#include "securepose/pipeline/decode_ahead.h"

namespace securepose::pipeline {
namespace {

constexpr std::size_t kFramesAhead = 4;

// Which frames have to be made, by position.
std::vector<bool> frames_to_make(const std::vector<Segment>& segments, std::size_t frames) {
  std::vector<bool> wanted(frames, false);
  for (const Segment& segment : segments) {
    if (std::filesystem::exists(segment.file)) continue;
    for (base::FrameIndex i = segment.first_frame; i <= segment.last_frame; ++i)
      wanted[static_cast<std::size_t>(i)] = true;
  }
  return wanted;
}

void delete_unwanted(const std::vector<Segment>& segments, const std::filesystem::path& folder) {
  std::set<std::filesystem::path> wanted;
  for (const Segment& segment : segments) wanted.insert(segment.file.filename());
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!wanted.contains(entry.path().filename())) std::filesystem::remove(entry.path());
  }
}

bool is_wanted(const std::vector<bool>& wanted, std::size_t position) {
  return position < wanted.size() && wanted[position];
}

// Decodes and paints in two threads; whoever takes frames encodes.
class PaintedFrames {
 public:
  PaintedFrames(const RenderRequest& request, const observation::ClipObservations& clip,
                const covering::CoverPlan& plan, const std::vector<bool>& wanted)
      : video_(request.video),
        clip_(clip),
        plan_(plan),
        painter_(request.look.fill, request.look.track_colours),
        decoder_(
            request.video,
            [&wanted](base::FrameIndex index) {
              return is_wanted(wanted, static_cast<std::size_t>(index));
            },
            request.turns),
        wanted_(wanted),
        queue_(kFramesAhead),
        thread_([this] { paint_all(); }) {}

  ~PaintedFrames() {
    queue_.abandon();
    if (thread_.joinable()) thread_.join();
  }
  PaintedFrames(const PaintedFrames&) = delete;
  PaintedFrames& operator=(const PaintedFrames&) = delete;

  const media::VideoInfo& info() const { return decoder_.info(); }

  // Frames that are not wanted come without a picture.
  std::optional<media::VideoFrame> next() {
    auto frame = queue_.pop();
    if (!frame) {
      if (thread_.joinable()) thread_.join();
      if (failure_) std::rethrow_exception(failure_);
    }
    return frame;
  }

 private:
  void paint_all() {
    try {
      std::size_t position = 0;
      for (; auto frame = decoder_.next(); ++position) {
        check(*frame, position);
        if (is_wanted(wanted_, position)) paint(*frame, position);
        if (!queue_.push(std::move(*frame))) return;
      }
      if (position != clip_.frames.size()) throw changed();
    } catch (...) {
      failure_ = std::current_exception();
    }
    queue_.end();
  }

  // A picture that is painted with the regions of another one would show a face.
  void check(const media::VideoFrame& frame, std::size_t position) const {
    if (position >= clip_.frames.size() || frame.pts_ticks != clip_.frames[position].pts_ticks)
      throw changed();
  }

  void paint(media::VideoFrame& frame, std::size_t position) const {
    covering::FrameRegions regions = plan_.frames.at(position);
    if (frame.readable) {
      // The reader may still hold the picture, so painting needs one of its own.
      frame.rgb = frame.rgb.clone();
    } else {
      regions.cover_everything = true;
      frame.rgb =
          cv::Mat(decoder_.info().height_px, decoder_.info().width_px, CV_8UC3, cv::Scalar::all(0));
    }
    painter_.paint(regions, frame.rgb);
  }

  base::Error changed() const {
    return base::Error::about_file(
        base::ErrorKind::kInput, video_, "the video gave other frames the second time it was read",
        "Check that nothing is writing to it and that its disk is sound, and run again.");
  }

  const std::filesystem::path& video_;
  const observation::ClipObservations& clip_;
  const covering::CoverPlan& plan_;
  const covering::Painter painter_;
  DecodeAhead decoder_;
  const std::vector<bool>& wanted_;
  BoundedQueue<media::VideoFrame> queue_;
  std::exception_ptr failure_;
  std::thread thread_;
};

class SegmentEncoder {
 public:
  SegmentEncoder(const std::vector<Segment>& segments, const media::VideoInfo& info,
                 const media::EncodeOptions& options)
      : next_(segments.begin()), end_(segments.end()), info_(info), options_(options) {}

  void take(const media::VideoFrame& frame) {
    if (next_ == end_) return;
    if (frame.index == next_->first_frame && !std::filesystem::exists(next_->file))
      writer_ = std::make_unique<media::SegmentWriter>(next_->file, info_, options_);
    if (writer_) writer_->write(frame);
    if (frame.index != next_->last_frame) return;
    if (writer_) writer_->finish();
    writer_.reset();
    ++next_;
  }

 private:
  std::vector<Segment>::const_iterator next_;
  std::vector<Segment>::const_iterator end_;
  const media::VideoInfo& info_;
  const media::EncodeOptions options_;
  std::unique_ptr<media::SegmentWriter> writer_;
};

}  // namespace

std::vector<Segment> render(const RenderRequest& request, const observation::ClipObservations& clip,
                            const covering::CoverPlan& plan, const base::Cancellation& cancellation,
                            const Listener& listener) {
  std::filesystem::create_directories(request.folder);
  std::vector<Segment> segments = plan_segments(clip, plan, request.look, request.folder);
  delete_unwanted(segments, request.folder);
  const std::vector<bool> wanted = frames_to_make(segments, clip.frames.size());
  Progress progress{Stage::kRender, 0, static_cast<std::int64_t>(clip.frames.size()), 0};
  for (const bool make : wanted) progress.resumed_frames += make ? 0 : 1;
  if (progress.resumed_frames == *progress.expected_frames) return segments;

  PaintedFrames painted(request, clip, plan, wanted);
  SegmentEncoder encoder(segments, painted.info(), request.encode);
  while (const auto frame = painted.next()) {
    cancellation.throw_if_requested();
    encoder.take(*frame);
    ++progress.done_frames;
    listener.progress(progress);
  }
  return segments;
}

}  // namespace securepose::pipeline
