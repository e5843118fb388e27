#include "securepose/check/cover_gaps.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "securepose/check/open_faces.h"
#include "securepose/geometry/between.h"

namespace securepose::check {
namespace {

using base::FrameIndex;
using geometry::Box;
using pairing::ChangedMask;

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
/// So many frames after its beginning the way of a cover is known.
constexpr FrameIndex kSettledFrames = 5;
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

/// Of a gap's place, the difference from the original is less than this part of the difference
/// under the covers before and after: where a fill happens to resemble what it hides, none is.
constexpr double kLeft = 0.5;

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
  auto changes = watch_.add(frame, mask);
  edges_.add(frame, time, mask, changes);
  kept_.push_back({frame, time, std::move(mask)});
  while (static_cast<FrameIndex>(kept_.size()) >
             kLongestGapFrames + kSettledFrames + 2 * kSteadyFrames &&
         (time - kept_[1].time).seconds() > kLongestGap_s + 3 * kSteady_s) {
    kept_.pop_front();
  }
  std::erase_if(ended_, [&](const Ended& ended) { return too_late(ended.cover, frame); });
  for (const CoverChange& change : changes) {
    if (change.begun) begun_.push_back({change, ended_});
  }
  for (const CoverChange& change : changes) {
    if (change.begun || edges_.went_out(change)) continue;
    const FrameIndex last = frame - 1;
    ended_.push_back({change, speed_px_per_frame(change, last, -1), lasts(change, last, -1, false),
                      lasts(change, last, -1, true)});
  }
  settle(false);
  return changes;
}

bool CoverGapFinder::too_late(const CoverChange& ended, FrameIndex frame) const {
  return frame - ended.frame > kLongestGapFrames &&
         (kept(ended.frame - 1) == nullptr ||
          seconds_between(ended.frame - 1, frame) > kLongestGap_s);
}

void CoverGapFinder::cut() {
  settle(true);
  choose_pairs();
  kept_.clear();
  ended_.clear();
  watch_.cut();
  edges_.cut();
}

bool CoverGapFinder::open_between(const CoverChange& ended, const CoverChange& begun,
                                  CoverGap& gap) const {
  const FrameIndex from = ended.frame - 1;
  const double covered = std::min(kept(from)->mask.mean_difference(ended.place_px),
                                  kept(begun.frame)->mask.mean_difference(begun.place_px));
  std::size_t open = 0;
  for (FrameIndex f = ended.frame; f < begun.frame; ++f) {
    const double t = static_cast<double>(f - from) / static_cast<double>(begun.frame - from);
    gap.places_px.push_back(between(ended.place_px, begun.place_px, t));
    const ChangedMask& mask = kept(f)->mask;
    open += mask.share(geometry::inscribed(gap.places_px.back())) < kOpenShare &&
                    mask.mean_difference(gap.places_px.back()) < kLeft * covered
                ? 1
                : 0;
  }
  return static_cast<double>(open) >= kOpenFrames * static_cast<double>(gap.places_px.size());
}

geometry::Point CoverGapFinder::speed_px_per_frame(const CoverChange& change, FrameIndex shown,
                                                   int step) const {
  if (!change.whole) return {};
  Box place_px = change.place_px;
  geometry::Point way_px;
  FrameIndex steps = 0;
  for (FrameIndex f = shown; steps < kSpeedFrames && kept(f + step) != nullptr; f += step) {
    const Box* near = nearest_cover(kept(f)->mask.areas(), place_px);
    const Box* far = near ? nearest_cover(kept(f + step)->mask.areas(), *near) : nullptr;
    if (far == nullptr) break;
    const double ratio = size_px(*near) / size_px(*far);
    if (ratio > kSteadySize || ratio < 1 / kSteadySize) break;
    way_px = way_px + step * (far->center() - near->center());
    place_px = *far;
    ++steps;
  }
  return steps == 0 ? geometry::Point{} : (1.0 / static_cast<double>(steps)) * way_px;
}

/// What speaks against a cover that ended being the one that begins, the least of all; nothing if
/// it can't be.
/// @param speed_px_per_frame  after it began
std::optional<double> CoverGapFinder::cost_of(const Ended& ended, const Begun& begun,
                                              geometry::Point speed_px_per_frame) const {
  const FrameIndex last = ended.cover.frame - 1;
  const double gap_s = seconds_between(last, begun.cover.frame);
  const double frames = static_cast<double>(begun.cover.frame - last);
  const double goes_on = gap_s > kGoesOn_s ? kGoesOn_s / gap_s : 1;
  const Box ahead = moved(ended.cover.place_px, goes_on * frames * ended.speed_px_per_frame);
  const Box behind = moved(begun.cover.place_px, -goes_on * frames * speed_px_per_frame);
  const auto plain = apart(ended.cover.place_px, begun.cover.place_px, gap_s);
  const auto on_its_way = apart(ahead, begun.cover.place_px, gap_s);
  const auto on_its_way_back = apart(ended.cover.place_px, behind, gap_s);
  if (!plain && !on_its_way && !on_its_way_back) return std::nullopt;
  const double by_way = std::min(on_its_way.value_or(kNever), on_its_way_back.value_or(kNever));
  return std::min(plain.value_or(kNever), by_way + kCostOfWay) + kCostPerSecond * gap_s;
}

void CoverGapFinder::look_back(const Begun& begun) {
  if (edges_.came_in(begun.cover)) return;
  const FrameIndex first = begun.cover.frame;
  const geometry::Point speed = speed_px_per_frame(begun.cover, first, 1);
  for (const Ended& ended : begun.ended) {
    const auto cost = cost_of(ended, begun, speed);
    if (!cost) continue;
    CoverGap gap{ended.cover.frame, first - 1, {}, false};
    if (!open_between(ended.cover, begun.cover, gap)) continue;
    const bool short_gap = seconds_between(ended.cover.frame - 1, first) <= kShortGap_s;
    gap.steady =
        (short_gap ? ended.brief : ended.steady) && lasts(begun.cover, first, 1, short_gap);
    pairs_.push_back({std::move(gap), ended.cover, begun.cover, *cost});
  }
}

bool CoverGapFinder::long_enough(FrameIndex first, FrameIndex last, bool short_gap) const {
  if (short_gap) return last - first + 1 >= kBriefFrames;
  return last - first + 1 >= kSteadyFrames && seconds_between(first, last) >= kSteady_s;
}

/// A cover that begins, or ends, with its shot may have been there longer.
bool CoverGapFinder::lasts(const CoverChange& change, FrameIndex shown, int step,
                           bool short_gap) const {
  std::size_t frames = 0;
  std::size_t covered = 0;
  std::vector<Box> places_px{change.area_px};
  for (FrameIndex f = shown; kept(f) != nullptr; f += step) {
    const ChangedMask& mask = kept(f)->mask;
    ++frames;
    covered += mask.share(geometry::inscribed(change.place_px)) >= kOpenShare ? 1 : 0;
    std::vector<Box> next_px;
    for (const Box& area : mask.areas()) {
      if (std::any_of(places_px.begin(), places_px.end(),
                      [&](const Box& place) { return same_cover(place, area); }))
        next_px.push_back(area);
    }
    if (next_px.empty()) return false;
    places_px = std::move(next_px);
    if (long_enough(std::min(f, shown), std::max(f, shown), short_gap)) break;
  }
  return change.whole ||
         static_cast<double>(covered) >= kCoveredFrames * static_cast<double>(frames);
}

void CoverGapFinder::settle(bool at_end) {
  std::erase_if(begun_, [&](const Begun& begun) {
    const FrameIndex now = kept_.back().frame;
    if (!at_end &&
        (now - begun.cover.frame < kSettledFrames || !long_enough(begun.cover.frame, now, false)))
      return false;
    look_back(begun);
    return true;
  });
}

/// Each cover is the same as one other at most; what fits best comes first.
void CoverGapFinder::choose_pairs() {
  std::stable_sort(pairs_.begin(), pairs_.end(),
                   [](const Pair& a, const Pair& b) { return a.cost < b.cost; });
  std::vector<const Pair*> chosen;
  const auto same = [](const CoverChange& a, const CoverChange& b) {
    return a.frame == b.frame && a.place_px == b.place_px;
  };
  for (const Pair& pair : pairs_) {
    if (std::any_of(chosen.begin(), chosen.end(), [&](const Pair* other) {
          return same(other->ended, pair.ended) || same(other->begun, pair.begun);
        }))
      continue;
    chosen.push_back(&pair);
    gaps_.push_back(pair.gap);
  }
  pairs_.clear();
}

std::vector<CoverGap> CoverGapFinder::gaps() {
  cut();
  std::stable_sort(gaps_.begin(), gaps_.end(), [](const CoverGap& a, const CoverGap& b) {
    return a.first_frame < b.first_frame;
  });
  return gaps_;
}

}  // namespace securepose::check
