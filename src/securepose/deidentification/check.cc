#include "securepose/deidentification/check.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/deidentification/changed_mask.h"
#include "securepose/deidentification/cover_gaps.h"
#include "securepose/deidentification/independent_faces.h"
#include "securepose/deidentification/open_faces.h"
#include "securepose/media/video_reader.h"

namespace securepose::deidentification {
namespace {

/// A sighting lies open when less than this share of its ellipse changed. The half is what counts
/// as a face missed by half.
constexpr double kOpenShare = 0.5;
/// A picture changed this much is covered whole.
constexpr double kWhollyCovered = 0.9;
/// Open faces of one place within so many frames are one leak.
constexpr base::FrameIndex kJoinFrames = 15;

bool wanted(base::FrameIndex frame, const CheckOptions& options) {
  if (!options.ranges) return true;
  return std::any_of(options.ranges->begin(), options.ranges->end(), [&](const FrameRange& range) {
    return frame >= range.first && frame <= range.last;
  });
}

/// The sizes may differ by the row or column that makes an odd size even.
cv::Mat to_size_of(const cv::Mat& original, const cv::Mat& other,
                   const std::filesystem::path& file) {
  if (std::abs(other.cols - original.cols) > 1 || std::abs(other.rows - original.rows) > 1) {
    throw base::Error::about_file(base::ErrorKind::kInput, file,
                                  "the picture size differs from the original's",
                                  "Compare a video with its own original.");
  }
  return other({0, 0, std::min(other.cols, original.cols), std::min(other.rows, original.rows)});
}

class Comparison {
 public:
  explicit Comparison(const CheckOptions& options) : faces_(options.network) {}

  void add(const media::VideoFrame& original, const cv::Mat& finished) {
    const cv::Mat shown = original.rgb({0, 0, finished.cols, finished.rows});
    ChangedMask mask(shown, finished);
    times_.emplace_back(original.index, original.time);
    if (original.readable && mask.share_of_picture() < kWhollyCovered) {
      std::vector<FaceSighting> open = faces_.look(finished);
      std::erase_if(open, [&](const FaceSighting& sighting) {
        return mask.share(geometry::inscribed(sighting.box_px)) >= kOpenShare;
      });
      const auto judged =
          judge_open_faces(original.index, std::hypot(shown.cols, shown.rows), open);
      open_faces_.insert(open_faces_.end(), judged.begin(), judged.end());
    }
    if (last_ && original.index != *last_ + 1) gaps_.cut();
    last_ = original.index;
    gaps_.add(original.index, original.time, std::move(mask));
  }

  CheckResult finish() const {
    CheckResult result;
    result.frames_compared = static_cast<std::int64_t>(times_.size());
    if (!times_.empty()) {
      result.duration_s = (times_.back().second - times_.front().second).seconds();
    }
    for (const OpenStretch& stretch : join_open_faces(open_faces_, kJoinFrames)) {
      Leak leak = leak_of(LeakKind::kOpenFace, stretch.first_frame, stretch.last_frame);
      for (const OpenFace& face : stretch.faces) {
        leak.places.push_back({face.frame, face.box_px});
        leak.score = std::max(leak.score, face.score);
      }
      result.leaks.push_back(std::move(leak));
    }
    for (const CoverGap& gap : gaps_.gaps()) {
      Leak leak = leak_of(LeakKind::kGap, gap.first_frame, gap.last_frame);
      leak.score = 1;
      for (std::size_t i = 0; i < gap.places_px.size(); ++i) {
        leak.places.push_back(
            {gap.first_frame + static_cast<base::FrameIndex>(i), gap.places_px[i]});
      }
      result.leaks.push_back(std::move(leak));
    }
    std::stable_sort(result.leaks.begin(), result.leaks.end(),
                     [](const Leak& a, const Leak& b) { return a.first_frame < b.first_frame; });
    return result;
  }

 private:
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

  IndependentFaces faces_;
  CoverGapFinder gaps_;
  std::vector<OpenFace> open_faces_;
  std::vector<std::pair<base::FrameIndex, base::Timestamp>> times_;
  std::optional<base::FrameIndex> last_;
};

}  // namespace

CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame) {
  media::VideoReader source(original);
  media::VideoReader finished(deidentified);
  Comparison comparison(options);
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
    comparison.add(*before, to_size_of(before->rgb, after->rgb, deidentified));
    if (on_frame) on_frame(frame);
  }
  return comparison.finish();
}

}  // namespace securepose::deidentification
