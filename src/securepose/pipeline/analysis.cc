#include "securepose/pipeline/analysis.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/media/video_reader.h"
#include "securepose/pipeline/decode_ahead.h"

namespace securepose::pipeline {
namespace {

using perception::PendingFrame;
using perception::Perceiver;
using result::ObservationJournal;

ObservationJournal open_journal(const AnalysisRequest& request, Perceiver& perceiver) {
  // Opening the video first gives a bad input its own error before anything is written.
  const media::VideoInfo info = media::VideoReader(request.video, request.turn_deg).info();
  result::JournalHead head;
  head.key = request.key;
  head.width_px = info.width_px;
  head.height_px = info.height_px;
  perception::UprightTurns upright = perceiver.find_upright_turns(request.video, request.turn_deg);
  head.upright_turn_deg = upright.clip_deg;
  head.part_turns_deg = std::move(upright.part_deg);
  return ObservationJournal::begin(request.journal_file, head);
}

class Analyzer {
 public:
  Analyzer(Perceiver& perceiver, ObservationJournal& journal, base::FrameIndex frames_per_chunk)
      : perceiver_(perceiver),
        journal_(journal),
        frames_per_chunk_(frames_per_chunk),
        first_new_(journal.frames()),
        first_wanted_(journal.last_readable().value_or(first_new_)) {}

  base::FrameIndex first_new() const { return first_new_; }
  /// The last readable frame before the first new one is needed once more, see begin_chunk().
  base::FrameIndex first_wanted() const { return first_wanted_; }

  /// Frames come in order. They are begun at once, and stored when so many others wait as the
  /// perceiver wants ahead.
  void take(const media::VideoFrame& frame) {
    Waiting& waiting = waiting_.emplace_back(Waiting{frame, {}});
    if (frame.index >= first_new_ && frame.readable)
      waiting.pending = perceiver_.begin(frame.rgb, journal_.head().upright_turn_deg);
    if (waiting_.size() > perceiver_.frames_ahead()) store_first();
  }
  /// Frames that were taken and are not stored yet.
  base::FrameIndex waiting() const { return static_cast<base::FrameIndex>(waiting_.size()); }

  /// Stores one more of these.
  void store_first() {
    Waiting first = std::move(waiting_.front());
    waiting_.pop_front();
    const cv::Mat picture = first.frame.readable ? first.frame.rgb : last_picture_;
    if (first.frame.index >= first_new_) {
      if (first.frame.index % frames_per_chunk_ == 0) begin_chunk();
      store(std::move(first));
    }
    last_picture_ = picture;
  }

  void finish(const std::vector<std::string>& notes) {
    if (!chunk_.empty()) store_chunk();
    journal_.finish(notes);
  }

 private:
  struct Waiting {
    media::VideoFrame frame;
    std::optional<PendingFrame> pending;  ///< of a picture that is to be observed
  };

  // The observer forgets all but one picture, so that an analysis that is taken up here sees what
  // one without interruption sees, and still compares each picture with the one before.
  void begin_chunk() {
    perceiver_.reset();
    if (last_picture_.empty()) return;
    perceiver_.observe(perceiver_.begin(last_picture_, journal_.head().upright_turn_deg));
  }

  void store(Waiting waiting) {
    const media::VideoFrame& frame = waiting.frame;
    observation::FrameObservations seen;
    if (waiting.pending) seen = perceiver_.observe(std::move(*waiting.pending));
    seen.frame = frame.index;
    seen.pts_ticks = frame.pts_ticks;
    seen.time = frame.time;
    seen.readable = frame.readable;
    chunk_.push_back(std::move(seen));
    if (static_cast<base::FrameIndex>(chunk_.size()) == frames_per_chunk_) store_chunk();
  }

  void store_chunk() {
    journal_.append(chunk_);
    chunk_.clear();
  }

  Perceiver& perceiver_;
  ObservationJournal& journal_;
  const base::FrameIndex frames_per_chunk_;
  const base::FrameIndex first_new_;
  const base::FrameIndex first_wanted_;
  std::deque<Waiting> waiting_;
  cv::Mat last_picture_;
  std::vector<observation::FrameObservations> chunk_;
};

}  // namespace

ObservationJournal analyze(const AnalysisRequest& request,
                           const perception::PerceiverFactory& make_perceiver,
                           const base::Cancellation& cancellation, const Listener& listener) {
  auto resumed = ObservationJournal::resume(request.journal_file, request.key);
  if (resumed && resumed->complete()) return std::move(*resumed);

  const auto perceiver = make_perceiver();
  ObservationJournal journal = resumed ? std::move(*resumed) : open_journal(request, *perceiver);
  Analyzer analyzer(*perceiver, journal, request.frames_per_chunk);

  DecodeAhead decoder(
      request.video,
      [first = analyzer.first_wanted()](base::FrameIndex index) { return index >= first; },
      media::Turns(request.turn_deg, journal.head().part_turns_deg));
  Progress progress{Stage::kAnalyze, 0, decoder.info().expected_frames, analyzer.first_new()};
  while (const auto frame = decoder.next()) {
    cancellation.throw_if_requested();
    analyzer.take(*frame);
    progress.done_frames = std::max(analyzer.first_new(), frame->index + 1 - analyzer.waiting());
    listener.progress(progress);
  }
  while (analyzer.waiting() > 0) {
    cancellation.throw_if_requested();
    analyzer.store_first();
    ++progress.done_frames;
    listener.progress(progress);
  }
  if (progress.done_frames < analyzer.first_new() || progress.done_frames == 0) {
    throw base::Error::about_file(base::ErrorKind::kInput, request.video,
                                  "the video ends before its first or a known frame",
                                  "Check that it is not being changed, and run again.");
  }
  analyzer.finish(decoder.notes());
  if (progress.expected_frames && *progress.expected_frames != progress.done_frames) {
    // The header's number was wrong: the end is the end all the same.
    progress.expected_frames = progress.done_frames;
    listener.progress(progress);
  }
  return journal;
}

}  // namespace securepose::pipeline
