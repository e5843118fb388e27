#include "securepose/deidentification/check.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/deidentification/changed_mask.h"
#include "securepose/deidentification/cover_gaps.h"
#include "securepose/deidentification/cut_watch.h"
#include "securepose/deidentification/face_watch.h"
#include "securepose/deidentification/finished_turn.h"
#include "securepose/deidentification/legible_faces.h"
#include "securepose/deidentification/open_faces.h"
#include "securepose/deidentification/open_heads.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_reader.h"

namespace securepose::deidentification {
namespace {

/// A picture changed this much differs all over.
constexpr double kAllOver = 0.9;
/// Open faces of one place within so many frames are one leak.
constexpr base::FrameIndex kJoinFrames = 15;
/// A leak is told already if this much of what is covered because of it is covered because of
/// another one.
constexpr double kToldShare = 0.85;

bool wanted(base::FrameIndex frame, const CheckOptions& options) {
  if (!options.ranges) return true;
  return std::any_of(options.ranges->begin(), options.ranges->end(), [&](const FrameRange& range) {
    return frame >= range.first && frame <= range.last;
  });
}

bool alike_px(int a, int b) { return std::abs(a - b) <= 1; }

/// The sizes may differ by the row or column that makes an odd size even.
cv::Mat to_size_of(const cv::Mat& original, const cv::Mat& other,
                   const std::filesystem::path& file) {
  if (!alike_px(other.cols, original.cols) || !alike_px(other.rows, original.rows)) {
    throw base::Error::about_file(base::ErrorKind::kInput, file,
                                  "the picture size differs from the original's",
                                  "Compare a video with its own original.");
  }
  return other({0, 0, std::min(other.cols, original.cols), std::min(other.rows, original.rows)});
}

/// True if what is covered because of `others` hides the leak in all of its frames, or in the ones
/// next to them.
bool told_by(const std::vector<Leak>& others, const Leak& leak) {
  return std::all_of(leak.places.begin(), leak.places.end(), [&](const Leak::Place& place) {
    const geometry::Ellipse wanted = cover_of(leak.kind, place.box_px);
    return std::any_of(others.begin(), others.end(), [&](const Leak& other) {
      return std::any_of(other.places.begin(), other.places.end(), [&](const Leak::Place& told) {
        return std::abs(told.frame - place.frame) <= 1 &&
               share_inside(wanted, cover_of(other.kind, told.box_px)) >= kToldShare;
      });
    });
  });
}

class Comparison {
 public:
  Comparison(CheckEyes& eyes, int upright_turn_deg)
      : upright_turn_deg_(upright_turn_deg), faces_(eyes), legible_(eyes), heads_(eyes) {}

  /// @param before  the original's picture, turned as the finished one
  void add(const media::VideoFrame& original, const cv::Mat& before, const cv::Mat& after) {
    recorded_px_ = after.size();
    const cv::Mat finished = geometry::turned(after, upright_turn_deg_);
    const cv::Mat shown =
        geometry::turned(before({0, 0, after.cols, after.rows}), upright_turn_deg_);
    const ChangedMask mask(shown, finished);
    times_.emplace_back(original.index, original.time);
    if (cuts_.is_cut(shown) || (last_ && original.index != *last_ + 1)) {
      faces_.cut();
      gaps_.cut();
      heads_.cut();
    }
    last_ = original.index;
    if (mask.areas().empty()) ++unchanged_;
    if (mask.share_of_picture() >= kAllOver) ++changed_all_over_;
    if (original.readable) {
      faces_.add(original.index, shown, mask);
      legible_.add(original.index, finished, mask, faces_.seen());
    }
    const auto changes = gaps_.add(original.index, original.time, mask);
    heads_.add(original.index, original.time, shown, mask, changes);
  }

  CheckResult finish() {
    CheckResult result;
    result.frames_compared = static_cast<std::int64_t>(times_.size());
    if (!times_.empty()) {
      result.duration_s = (times_.back().second - times_.front().second).seconds();
    }
    for (const CoverGap& gap : gaps_.gaps()) {
      if (!gap.steady) continue;
      Leak leak = leak_of(LeakKind::kGap, gap.first_frame, gap.last_frame);
      leak.score = 1;
      for (std::size_t i = 0; i < gap.places_px.size(); ++i) {
        leak.places.push_back(
            {gap.first_frame + static_cast<base::FrameIndex>(i), gap.places_px[i]});
      }
      result.leaks.push_back(std::move(leak));
    }
    result.frames_unchanged = unchanged_;
    result.frames_changed_all_over = changed_all_over_;
    add_passages(result.leaks);
    add_stretches(LeakKind::kOpenFace, faces_.finish(), result.leaks);
    add_stretches(LeakKind::kLegible, legible_.finish(faces_.gallery()), result.leaks);
    add_stretches(LeakKind::kOpenHead, heads_.heads(), result.leaks);
    std::stable_sort(result.leaks.begin(), result.leaks.end(),
                     [](const Leak& a, const Leak& b) { return a.first_frame < b.first_frame; });
    const geometry::RecordedFromTurned recorded(upright_turn_deg_, recorded_px_.width,
                                                recorded_px_.height);
    for (Leak& leak : result.leaks) {
      for (Leak::Place& place : leak.places) place.box_px = recorded(place.box_px);
    }
    return result;
  }

 private:
  void add_passages(std::vector<Leak>& leaks) {
    const std::vector<Leak> known = leaks;
    for (const OpenPassage& passage : gaps_.passages()) {
      const auto frames = static_cast<base::FrameIndex>(passage.places_px.size());
      Leak leak = leak_of(LeakKind::kEdge, passage.first_frame, passage.first_frame + frames - 1);
      leak.score = 1;
      for (base::FrameIndex i = 0; i < frames; ++i) {
        leak.places.push_back(
            {passage.first_frame + i, passage.places_px[static_cast<std::size_t>(i)]});
      }
      if (!told_by(known, leak)) leaks.push_back(std::move(leak));
    }
  }

  void add_stretches(LeakKind kind, const std::vector<OpenFace>& open,
                     std::vector<Leak>& leaks) const {
    const std::vector<Leak> known = leaks;
    for (const OpenStretch& stretch : join_open_faces(open, kJoinFrames)) {
      Leak leak = leak_of(kind, stretch.first_frame, stretch.last_frame);
      for (const OpenFace& face : stretch.faces) {
        leak.places.push_back({face.frame, face.box_px});
        leak.score = std::max(leak.score, face.score);
      }
      if (!told_by(known, leak)) leaks.push_back(std::move(leak));
    }
  }

  base::Timestamp time_of(base::FrameIndex frame) const {
    const auto at = std::lower_bound(times_.begin(), times_.end(), frame,
                                     [](const auto& t, base::FrameIndex f) { return t.first < f; });
    return at->second;
  }

  Leak leak_of(LeakKind kind, base::FrameIndex first, base::FrameIndex last) const {
    Leak leak;
    leak.kind = kind;
    leak.first_frame = first;
    leak.last_frame = last;
    leak.start = time_of(first);
    leak.end = time_of(last);
    return leak;
  }

  int upright_turn_deg_;
  cv::Size recorded_px_;
  CutWatch cuts_;
  FaceWatch faces_;
  LegibleFaces legible_;
  CoverGapFinder gaps_;
  OpenHeads heads_;
  std::vector<std::pair<base::FrameIndex, base::Timestamp>> times_;
  std::optional<base::FrameIndex> last_;
  std::int64_t unchanged_ = 0;
  std::int64_t changed_all_over_ = 0;
};

}  // namespace

CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame) {
  const auto eyes = network_eyes(options.network);
  return check(original, deidentified, options, *eyes, cancellation, on_frame);
}

CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, CheckEyes& eyes,
                  const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame) {
  media::VideoReader source(original);
  media::VideoReader finished(deidentified);
  const int turn_deg = options.finished_turn_deg ? *options.finished_turn_deg
                                                 : finished_turn_deg(original, deidentified);
  Comparison comparison(eyes, (options.upright_turn_deg - turn_deg + 360) % 360);
  for (base::FrameIndex frame = 0;; ++frame) {
    cancellation.throw_if_requested();
    const bool look = wanted(frame, options);
    const auto before = look ? source.next() : source.skip();
    const auto after = look ? finished.next() : finished.skip();
    if (!before && !after) break;
    if (!before || !after) {
      throw base::Error::about_file(base::ErrorKind::kInput, deidentified,
                                    "it has more or fewer frames than the original",
                                    "Compare a video with its own original.");
    }
    if (!look) continue;
    const cv::Mat shown = geometry::turned(before->rgb, turn_deg);
    comparison.add(*before, shown, to_size_of(shown, after->rgb, deidentified));
    if (on_frame) on_frame(frame);
  }
  return comparison.finish();
}

}  // namespace securepose::deidentification
