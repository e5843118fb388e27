#include "securepose/deidentification/open_heads.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace securepose::deidentification {
namespace {

using geometry::Box;

/// Long side of the pictures that are kept.
constexpr int kKept_px = 960;
/// How far a head is followed.
constexpr double kFollow_s = 1.2;
constexpr std::size_t kFollowFrames = 36;
/// Frames in a row without a head that end the following.
constexpr int kMostUnseen = 2;
/// Most looks in one frame: each costs as much as a face detector.
constexpr int kMostLooks = 6;
/// Mean score of nose, eyes and ears from which on a head is there, see docs/deidentification.md.
constexpr double kHeadScore = 0.3;

}  // namespace

bool OpenHeads::look(const Kept& kept, Box& place_px) {
  const Box small{place_px.x1_px * kept.scale, place_px.y1_px * kept.scale,
                  place_px.x2_px * kept.scale, place_px.y2_px * kept.scale};
  const auto head = eyes_.head(kept.rgb, small);
  if (!head || head->score < kHeadScore) return false;
  const double size_px = head->size_px / kept.scale;
  const Box at = Box::around((1 / kept.scale) * head->center, size_px, size_px);
  if (kept.mask.share(geometry::inscribed(at)) >= kOpenShare) return false;
  place_px = at;
  heads_.push_back({kept.frame, at, head->score});
  return true;
}

void OpenHeads::look_back(const Box& place_px) {
  Box place = place_px;
  int unseen = 0;
  for (std::size_t i = kept_.size() - 1; i-- > 0 && unseen < kMostUnseen;) {
    unseen = look(kept_[i], place) ? 0 : unseen + 1;
  }
}

void OpenHeads::add(base::FrameIndex frame, base::Timestamp time, const cv::Mat& original,
                    const ChangedMask& mask, const std::vector<CoverChange>& changes) {
  Kept now{frame, time, {}, 1, mask};
  now.scale = std::min(1.0, static_cast<double>(kKept_px) / std::max(original.cols, original.rows));
  if (now.scale < 1) {
    cv::resize(original, now.rgb, {}, now.scale, now.scale, cv::INTER_AREA);
  } else {
    now.rgb = original.clone();
  }
  kept_.push_back(std::move(now));
  while (kept_.size() > kFollowFrames + 1 && (time - kept_[1].time).seconds() > kFollow_s) {
    kept_.pop_front();
  }
  std::erase_if(followed_, [&](Followed& head) {
    if ((time - head.since).seconds() > kFollow_s) return true;
    head.unseen = look(kept_.back(), head.place_px) ? 0 : head.unseen + 1;
    return head.unseen >= kMostUnseen;
  });
  int looks = static_cast<int>(followed_.size());
  for (const CoverChange& change : changes) {
    if (++looks > kMostLooks) break;
    if (change.begun) {
      look_back(change.place_px);
    } else if (Followed head{change.place_px, time, 0}; look(kept_.back(), head.place_px)) {
      followed_.push_back(head);
    }
  }
}

void OpenHeads::cut() {
  kept_.clear();
  followed_.clear();
}

std::vector<OpenFace> OpenHeads::heads() const {
  std::vector<OpenFace> heads = heads_;
  std::stable_sort(heads.begin(), heads.end(),
                   [](const OpenFace& a, const OpenFace& b) { return a.frame < b.frame; });
  return heads;
}

}  // namespace securepose::deidentification
