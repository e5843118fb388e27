#include "securepose/pairing/paired_frames.h"

#include <algorithm>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/geometry/quarter_turn.h"

namespace securepose::pairing {

PairedFrames::PairedFrames(const std::filesystem::path& original,
                           const std::filesystem::path& deidentified, FinishedPlacement placement,
                           FramePairs pairs, const media::Turns& turns)
    : deidentified_(deidentified),
      source_(original, turns),
      finished_(deidentified),
      placement_(placement),
      pairs_(std::move(pairs)) {}

bool PairedFrames::original_at(std::int64_t frame, bool look) {
  while (!original_ || original_->index < frame) {
    const std::int64_t next = original_ ? original_->index + 1 : 0;
    original_ = look && next == frame ? source_.next() : source_.skip();
    if (!original_) return false;
  }
  return true;
}

std::optional<PairedFrame> PairedFrames::step(bool look) {
  const auto after = look ? finished_.next() : finished_.skip();
  if (pairs_.original_of && (!after || after->index >= pairs_.finished_frames)) return {};
  const bool by_number = !pairs_.original_of;
  const bool found = after ? original_at(pairs_.original_frame_of(after->index), look)
                           : original_at(original_ ? original_->index + 1 : 0, false);
  if (!after && !found) return {};
  if (!after || !found) {
    throw base::Error::about_file(base::ErrorKind::kInput, deidentified_,
                                  "it has more or fewer frames than the original",
                                  "Compare a video with its own original.");
  }
  PairedFrame pair;
  pair.index = after->index;
  pair.original = original_->index;
  pair.time = by_number ? original_->time : after->time;
  pair.readable = original_->readable;
  if (!look) return pair;
  cv::Mat before = geometry::turned(original_->rgb, placement_.turn_deg);
  pair.after = placement_.original_sized(after->rgb);
  const cv::Rect common(0, 0, std::min(before.cols, pair.after.cols),
                        std::min(before.rows, pair.after.rows));
  pair.before = before(common);
  pair.after = pair.after(common);
  pair.before_as_finished = placement_.as_finished(pair.before);
  return pair;
}

std::optional<PairedFrame> PairedFrames::next() { return step(true); }
std::optional<PairedFrame> PairedFrames::skip() { return step(false); }

}  // namespace securepose::pairing
