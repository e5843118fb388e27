#include "securepose/check/open_heads.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace securepose::check {
namespace {

using geometry::Box;

/// Long side of the pictures that are kept.
constexpr int kKept_px = 960;
/// How far a head is followed.
constexpr double kFollow_s = 1.2;
/// Frames in a row without a head that end the following.
constexpr int kMostUnseen = 2;
/// Most covers that end, and that begin, in one frame and are looked at, the largest first: each
/// look costs as much as a face detector.
constexpr std::size_t kMostChanges = 6;
/// Mean score of nose, eyes and ears from which on a head is there, see docs/deidentification.md.
constexpr double kHeadScore = 0.3;

/// The largest of those that began, or that ended.
std::vector<CoverChange> largest(const std::vector<CoverChange>& changes, bool begun) {
  std::vector<CoverChange> found;
  std::copy_if(changes.begin(), changes.end(), std::back_inserter(found),
               [&](const CoverChange& change) { return change.begun == begun; });
  std::stable_sort(found.begin(), found.end(), [](const CoverChange& a, const CoverChange& b) {
    return a.place_px.area_px2() > b.place_px.area_px2();
  });
  if (found.size() > kMostChanges) found.resize(kMostChanges);
  return found;
}

}  // namespace

bool OpenHeads::look(const Kept& kept, Box& place_px) {
  const Box small{place_px.x1_px * kept.scale, place_px.y1_px * kept.scale,
                  place_px.x2_px * kept.scale, place_px.y2_px * kept.scale};
  const auto head = detectors_.head(kept.rgb, small);
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
    if ((kept_.back().time - kept_[i].time).seconds() > kFollow_s) return;
    unseen = look(kept_[i], place) ? 0 : unseen + 1;
  }
}

void OpenHeads::add(base::FrameIndex frame, base::Timestamp time, const cv::Mat& original,
                    const pairing::ChangedMask& mask, const std::vector<CoverChange>& changes) {
  Kept now{frame, time, {}, 1, mask};
  now.scale = std::min(1.0, static_cast<double>(kKept_px) / std::max(original.cols, original.rows));
  if (now.scale < 1) {
    cv::resize(original, now.rgb, {}, now.scale, now.scale, cv::INTER_AREA);
  } else {
    now.rgb = original.clone();
  }
  kept_.push_back(std::move(now));
  while (kept_.size() > 1 && (time - kept_[1].time).seconds() > kFollow_s) kept_.pop_front();
  for (const CoverChange& change : largest(changes, false))
    followed_.push_back({change.place_px, kept_.size() > 1 ? kept_[kept_.size() - 2].time : time});
  std::erase_if(followed_, [&](Followed& head) {
    if ((time - head.since).seconds() > kFollow_s) return true;
    head.unseen = look(kept_.back(), head.place_px) ? 0 : head.unseen + 1;
    return head.unseen >= kMostUnseen;
  });
  for (const CoverChange& change : largest(changes, true)) look_back(change.place_px);
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

}  // namespace securepose::check
