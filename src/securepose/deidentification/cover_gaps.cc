#include "securepose/deidentification/cover_gaps.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace securepose::deidentification {
namespace {

using geometry::Box;

/// A cover that comes back within this time or this many frames has blinked.
constexpr double kLongestGap_s = 1.2;
constexpr std::size_t kLongestGapFrames = 35;
/// How far a head may go meanwhile: in its own sizes, at once and per second.
constexpr double kReach = 0.6;
constexpr double kReachPerSecond = 3.0;
/// Covers of one head differ in size by less than this factor.
constexpr double kSizeRatio = 2.2;
/// Less of the place than this changed: it lies open.
constexpr double kOpenShare = 0.35;

double size_px(const Box& box) { return std::sqrt(box.area_px2()); }

bool alike(const Box& a, const Box& b, double reach) {
  const double ratio = size_px(a) / size_px(b);
  return ratio < kSizeRatio && ratio > 1 / kSizeRatio &&
         distance_px(a.center(), b.center()) < reach * std::max(size_px(a), size_px(b));
}

Box between(const Box& a, const Box& b, double t) {
  const auto mix = [t](double from, double to) { return from + t * (to - from); };
  return {mix(a.x1_px, b.x1_px), mix(a.y1_px, b.y1_px), mix(a.x2_px, b.x2_px),
          mix(a.y2_px, b.y2_px)};
}

}  // namespace

bool CoverGapFinder::continued_from(const Box& area, const Kept& before) const {
  return before.mask.share(geometry::inscribed(area)) >= kOpenShare ||
         std::any_of(before.areas.begin(), before.areas.end(), [&](const Box& other) {
           return share_inside(area, other) > 0.3 || share_inside(other, area) > 0.3;
         });
}

void CoverGapFinder::add(base::FrameIndex frame, base::Timestamp time, ChangedMask mask) {
  auto areas = mask.areas();
  kept_.push_back({frame, time, std::move(mask), std::move(areas)});
  while (kept_.size() > kLongestGapFrames + 2 && (time - kept_[1].time).seconds() > kLongestGap_s) {
    kept_.pop_front();
  }
  if (kept_.size() < 3) return;
  const Kept& before = kept_[kept_.size() - 2];
  for (const Box& area : kept_.back().areas) {
    if (!continued_from(area, before)) look_back(area);
  }
}

void CoverGapFinder::cut() { kept_.clear(); }

bool CoverGapFinder::open_between(const Box& from, const Box& to, std::size_t from_index,
                                  CoverGap& gap) const {
  const std::size_t last = kept_.size() - 1;
  for (std::size_t i = from_index + 1; i < last; ++i) {
    const double t = static_cast<double>(i - from_index) / static_cast<double>(last - from_index);
    const Box place = between(from, to, t);
    if (kept_[i].mask.share(geometry::inscribed(place)) >= kOpenShare) return false;
    gap.places_px.push_back(place);
  }
  return !gap.places_px.empty();
}

void CoverGapFinder::look_back(const Box& begun) {
  const std::size_t now = kept_.size() - 1;
  for (std::size_t i = now - 1; i-- > 0;) {
    const double gap_s = (kept_[now].time - kept_[i].time).seconds();
    if (gap_s > kLongestGap_s && now - i - 1 > kLongestGapFrames) return;
    const double reach = kReach + kReachPerSecond * std::min(gap_s, kLongestGap_s);
    const Box* nearest = nullptr;
    for (const Box& area : kept_[i].areas) {
      if (!alike(area, begun, reach)) continue;
      if (nearest == nullptr || distance_px(area.center(), begun.center()) <
                                    distance_px(nearest->center(), begun.center())) {
        nearest = &area;
      }
    }
    if (nearest == nullptr) continue;
    // The cover must have ended there: one that goes on in the next frame is somebody else's.
    if (kept_[i + 1].mask.share(geometry::inscribed(*nearest)) >= kOpenShare) return;
    CoverGap gap{kept_[i + 1].frame, kept_[now - 1].frame, {}};
    if (open_between(*nearest, begun, i, gap)) gaps_.push_back(std::move(gap));
    return;
  }
}

}  // namespace securepose::deidentification
