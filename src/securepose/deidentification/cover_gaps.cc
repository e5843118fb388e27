#include "securepose/deidentification/cover_gaps.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "securepose/deidentification/open_faces.h"

namespace securepose::deidentification {
namespace {

using base::FrameIndex;
using geometry::Box;

/// A cover that comes back within this time or this many frames has blinked.
constexpr double kLongestGap_s = 1.2;
constexpr FrameIndex kLongestGapFrames = 35;
/// How far a head may go meanwhile: in its own sizes, at once and per second. A walk across the
/// picture is 1.4 m/s, six head heights a second.
constexpr double kReach = 0.6;
constexpr double kReachPerSecond = 5.0;
/// Covers of one head differ in size by less than this factor.
constexpr double kSizeRatio = 2.2;
/// In so many of the frames in between the place must lie open; others may pass before it.
constexpr double kOpenFrames = 0.75;
/// A cover that was there so long, on either side, is one that follows a head.
constexpr double kSteady_s = 0.25;
constexpr FrameIndex kSteadyFrames = 4;
/// Before and after a gap no longer than this, so many frames are enough: who is seen for a moment
/// only, between two that hide him, has his head open for part of it.
constexpr double kShortGap_s = 0.25;
constexpr FrameIndex kBriefFrames = 2;
/// A piece of a larger area was there if its place was covered in so many of these frames.
constexpr double kCoveredFrames = 0.75;

/// A head that falls goes further than one that walks. Steps of a cover over this many frames
/// before its end tell how fast it moved; it goes on so for this long. Covers that grow together or
/// come apart, their sizes changing by more than this factor in a frame, tell nothing.
constexpr FrameIndex kSpeedFrames = 3;
constexpr double kGoesOn_s = 0.3;
constexpr double kSteadySize = 1.3;
/// Of several that may be the one that comes back, the nearest counts, with this added for one that
/// is near along its way only and for each second that has passed.
constexpr double kCostOfWay = 0.2;
constexpr double kCostPerSecond = 1;
constexpr double kNever = std::numeric_limits<double>::infinity();

double size_px(const Box& box) { return std::sqrt(box.area_px2()); }

/// How far apart two places are, as a share of the reach; nothing if they can't be the same head.
std::optional<double> apart(const Box& a, const Box& b, double gap_s) {
  const double ratio = size_px(a) / size_px(b);
  if (ratio > kSizeRatio || ratio < 1 / kSizeRatio) return std::nullopt;
  const double reach_px = (kReach + kReachPerSecond * gap_s) * std::max(size_px(a), size_px(b));
  const double share = distance_px(a.center(), b.center()) / reach_px;
  return share < 1 ? std::optional(share) : std::nullopt;
}

Box moved(const Box& box, geometry::Point by) {
  return Box::around(box.center() + by, box.width_px(), box.height_px());
}

Box between(const Box& a, const Box& b, double t) {
  const auto mix = [t](double from, double to) { return from + t * (to - from); };
  return {mix(a.x1_px, b.x1_px), mix(a.y1_px, b.y1_px), mix(a.x2_px, b.x2_px),
          mix(a.y2_px, b.y2_px)};
}

}  // namespace

const CoverGapFinder::Kept* CoverGapFinder::kept(FrameIndex frame) const {
  const FrameIndex i = kept_.empty() ? -1 : frame - kept_.front().frame;
  return i >= 0 && i < static_cast<FrameIndex>(kept_.size()) ? &kept_[static_cast<std::size_t>(i)]
                                                             : nullptr;
}

double CoverGapFinder::seconds_between(FrameIndex from, FrameIndex to) const {
  const Kept* first = kept(from);
  const Kept* last = kept(to);
  return first != nullptr && last != nullptr ? (last->time - first->time).seconds() : 0;
}

std::vector<CoverChange> CoverGapFinder::add(FrameIndex frame, base::Timestamp time,
                                             ChangedMask mask) {
  if (kept_.empty()) shot_first_ = frame;
  auto changes = watch_.add(frame, mask);
  edges_.add(frame, time, mask, changes);
  kept_.push_back({frame, time, std::move(mask)});
  while (static_cast<FrameIndex>(kept_.size()) > kLongestGapFrames + 2 + 2 * kSteadyFrames &&
         (time - kept_[1].time).seconds() > kLongestGap_s + 2 * kSteady_s) {
    kept_.pop_front();
  }
  std::erase_if(ended_, [&](const Ended& ended) {
    const FrameIndex since = ended.cover.frame;
    return frame - since > kLongestGapFrames &&
           (kept(since - 1) == nullptr || seconds_between(since, frame) > kLongestGap_s);
  });
  for (const CoverChange& change : changes) {
    if (change.begun) look_back(change);
  }
  for (const CoverChange& change : changes) {
    if (change.begun || edges_.went_out(change)) continue;
    ended_.push_back({change, change.whole ? speed_px_per_frame(change) : geometry::Point{}});
  }
  settle(false);
  return changes;
}

void CoverGapFinder::cut() {
  settle(true);
  kept_.clear();
  ended_.clear();
  watch_.cut();
  edges_.cut();
}

bool CoverGapFinder::open_between(const CoverChange& ended, const CoverChange& begun,
                                  CoverGap& gap) const {
  const FrameIndex from = ended.frame - 1;
  std::size_t open = 0;
  for (FrameIndex f = ended.frame; f < begun.frame; ++f) {
    const double t = static_cast<double>(f - from) / static_cast<double>(begun.frame - from);
    gap.places_px.push_back(between(ended.place_px, begun.place_px, t));
    open += kept(f)->mask.share(geometry::inscribed(gap.places_px.back())) < kOpenShare ? 1 : 0;
  }
  return static_cast<double>(open) >= kOpenFrames * static_cast<double>(gap.places_px.size());
}

geometry::Point CoverGapFinder::speed_px_per_frame(const CoverChange& ended) const {
  Box place_px = ended.place_px;
  geometry::Point way_px;
  FrameIndex steps = 0;
  for (FrameIndex f = ended.frame - 1; steps < kSpeedFrames && kept(f - 1) != nullptr; --f) {
    const Box* now = nearest_cover(kept(f)->mask.areas(), place_px);
    const Box* before = now ? nearest_cover(kept(f - 1)->mask.areas(), *now) : nullptr;
    if (before == nullptr) break;
    const double ratio = size_px(*now) / size_px(*before);
    if (ratio > kSteadySize || ratio < 1 / kSteadySize) break;
    way_px = way_px + (now->center() - before->center());
    place_px = *before;
    ++steps;
  }
  return steps == 0 ? geometry::Point{} : (1.0 / static_cast<double>(steps)) * way_px;
}

/// What speaks against a cover that ended being the one that begins, the least of all; nothing if
/// it can't be.
std::optional<double> CoverGapFinder::cost_of(const Ended& ended, const CoverChange& begun) const {
  const FrameIndex last = ended.cover.frame - 1;
  const double gap_s = seconds_between(last, begun.frame);
  const double frames = static_cast<double>(begun.frame - last);
  const double goes_on = gap_s > kGoesOn_s ? kGoesOn_s / gap_s : 1;
  const Box ahead = moved(ended.cover.place_px, goes_on * frames * ended.speed_px_per_frame);
  const auto plain = apart(ended.cover.place_px, begun.place_px, gap_s);
  const auto on_its_way = apart(ahead, begun.place_px, gap_s);
  if (!plain && !on_its_way) return std::nullopt;
  return std::min(plain.value_or(kNever), on_its_way.value_or(kNever) + kCostOfWay) +
         kCostPerSecond * gap_s;
}

void CoverGapFinder::look_back(const CoverChange& begun) {
  auto best = ended_.end();
  double best_cost = kNever;
  CoverGap best_gap;
  for (auto ended = ended_.begin(); ended != ended_.end(); ++ended) {
    const auto cost = cost_of(*ended, begun);
    if (!cost || *cost >= best_cost) continue;
    CoverGap gap{ended->cover.frame, begun.frame - 1, {}, false};
    if (!open_between(ended->cover, begun, gap)) continue;
    best = ended;
    best_cost = *cost;
    best_gap = std::move(gap);
  }
  if (best == ended_.end()) return;
  const CoverChange& ended = best->cover;
  const bool short_gap = seconds_between(ended.frame - 1, begun.frame) <= kShortGap_s;
  found_.push_back({std::move(best_gap), ended, begun, short_gap, steady_before(ended, short_gap),
                    std::nullopt});
  ended_.erase(best);
}

bool CoverGapFinder::long_enough(FrameIndex first, FrameIndex last, bool short_gap) const {
  if (short_gap) return last - first + 1 >= kBriefFrames;
  return last - first + 1 >= kSteadyFrames && seconds_between(first, last) >= kSteady_s;
}

bool CoverGapFinder::stays_covered(const Box& place_px, FrameIndex first, FrameIndex last) const {
  std::size_t covered = 0;
  for (FrameIndex f = first; f <= last; ++f) {
    covered += kept(f)->mask.share(geometry::inscribed(place_px)) >= kOpenShare ? 1 : 0;
  }
  return static_cast<double>(covered) >= kCoveredFrames * static_cast<double>(last - first + 1);
}

/// A cover that begins with its shot may have been there longer.
bool CoverGapFinder::steady_before(const CoverChange& ended, bool short_gap) const {
  const FrameIndex last = ended.frame - 1;
  FrameIndex first = last;
  while (first > shot_first_ && kept(first - 1) != nullptr && !long_enough(first, last, short_gap))
    --first;
  if (!ended.whole) return stays_covered(ended.place_px, first, last);
  return watch_.cover(ended.cover).first_frame <= first;
}

bool CoverGapFinder::steady_after(const CoverChange& begun, bool short_gap) const {
  const FrameIndex now = kept_.back().frame;
  FrameIndex last = begun.frame;
  while (last < now && !long_enough(begun.frame, last, short_gap)) ++last;
  if (!begun.whole) return stays_covered(begun.place_px, begun.frame, last);
  return watch_.cover(begun.cover).last_frame >= last;
}

void CoverGapFinder::settle(bool at_end) {
  for (Found& found : found_) {
    if (found.steady_after) continue;
    if (at_end || long_enough(found.begun.frame, kept_.back().frame, found.short_gap)) {
      found.steady_after = steady_after(found.begun, found.short_gap);
    }
  }
}

std::vector<CoverGap> CoverGapFinder::gaps() {
  cut();
  std::vector<CoverGap> gaps;
  for (const Found& found : found_) {
    gaps.push_back(found.gap);
    gaps.back().steady = found.steady_before && found.steady_after.value_or(false);
  }
  return gaps;
}

}  // namespace securepose::deidentification
