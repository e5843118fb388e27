#include "securepose/check/cover_edges.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "securepose/check/open_faces.h"

namespace securepose::check {
namespace {

using base::FrameIndex;
using geometry::Box;
using pairing::ChangedMask;

/// Frames of a cover that tell how it moves.
constexpr std::size_t kPathFrames = 5;
/// A head is out of the picture within this time, or it is not on its way out: at a slow walk,
/// three heads a second, two thirds of one take 0.25 s.
constexpr double kLongest_s = 0.5;
constexpr std::size_t kKeptFrames = 40;
/// A cover goes on over the edge if it shows at least as much as expected, but for this share.
constexpr double kPassing = 0.25;

bool lies_open(const Box& place_px, const ChangedMask& mask) {
  return mask.share(geometry::inscribed(place_px)) < kOpenShare;
}

/// True if hardly anything of a head is left at the edge in a frame without its cover.
/// @param passage  with the last frame in which the cover was there
bool is_gone(const EdgePassage& passage, bool whole, const ChangedMask& without) {
  if (whole) return passage.shown_after(1) < kGoneShare;
  // A cover that goes over the edge fast leaves a piece behind that looks as if it had ended.
  const Box* after = nearest_cover(without.areas(), passage.place_after(1));
  return after != nullptr && passage.shown_by(*after) > passage.shown_after(1) - kPassing;
}

}  // namespace

/// Where the cover at `place_px` in the kept frame `from` lay in the frames before (step -1) or
/// after (step 1), beginning with that frame itself.
std::vector<Box> CoverEdges::path(std::size_t from, const Box& place_px, int step) const {
  std::vector<Box> path_px{place_px};
  for (auto i = static_cast<std::ptrdiff_t>(from) + step;
       i >= 0 && i < static_cast<std::ptrdiff_t>(kept_.size()) && path_px.size() < kPathFrames;
       i += step) {
    const Box* area =
        nearest_cover(kept_[static_cast<std::size_t>(i)].mask.areas(), path_px.back());
    if (area == nullptr) break;
    path_px.push_back(*area);
  }
  return path_px;
}

std::optional<EdgePassage> CoverEdges::passage_out(const CoverChange& ended) const {
  if (kept_.size() < 2 || kept_.back().frame != ended.frame) return std::nullopt;
  auto path_px = path(kept_.size() - 2, ended.area_px, -1);
  std::reverse(path_px.begin(), path_px.end());
  return EdgePassage::of(path_px, kept_.back().mask.width_px(), kept_.back().mask.height_px());
}

/// The way of a cover that comes in, with time turned round.
std::optional<EdgePassage> CoverEdges::passage_in(std::size_t first,
                                                  const CoverChange& begun) const {
  auto path_px = path(first, begun.area_px, 1);
  std::reverse(path_px.begin(), path_px.end());
  return EdgePassage::of(path_px, kept_.back().mask.width_px(), kept_.back().mask.height_px());
}

std::optional<std::size_t> CoverEdges::kept_at(FrameIndex frame) const {
  const FrameIndex i = kept_.empty() ? -1 : frame - kept_.front().frame;
  if (i < 0 || i >= static_cast<FrameIndex>(kept_.size())) return std::nullopt;
  return static_cast<std::size_t>(i);
}

bool CoverEdges::went_out(const CoverChange& ended) const {
  const auto passage = passage_out(ended);
  return passage && is_gone(*passage, ended.whole, kept_.back().mask);
}

bool CoverEdges::came_in(const CoverChange& begun) const {
  const auto first = kept_at(begun.frame);
  if (!first || *first == 0) return false;
  const auto passage = passage_in(*first, begun);
  return passage && is_gone(*passage, begun.whole, kept_[*first - 1].mask);
}

void CoverEdges::follow_out() {
  const Kept& now = kept_.back();
  std::erase_if(leaving_, [&](Leaving& leaving) {
    const int frames = static_cast<int>(leaving.open.places_px.size()) + 1;
    const Box place_px = leaving.passage.place_after(frames);
    const bool on_its_way = leaving.passage.shown_after(frames) >= kGoneShare &&
                            (now.time - leaving.since).seconds() <= kLongest_s;
    if (on_its_way && lies_open(place_px, now.mask)) {
      leaving.open.places_px.push_back(place_px);
      return false;
    }
    // Who is not gone in time was not leaving.
    const bool gone = leaving.passage.shown_after(frames) < kGoneShare || on_its_way;
    if (gone && !leaving.open.places_px.empty()) found_.push_back(std::move(leaving.open));
    return true;
  });
}

void CoverEdges::look_back(const CoverChange& begun) {
  const auto first = kept_at(begun.frame);
  if (!first) return;
  const auto passage = passage_in(*first, begun);
  if (!passage) return;
  OpenPassage open;
  int frames = 1;
  for (std::size_t i = *first; i-- > 0; ++frames) {
    if (passage->shown_after(frames) < kGoneShare) break;
    if ((kept_[*first].time - kept_[i].time).seconds() > kLongest_s) return;
    const Box place_px = passage->place_after(frames);
    if (!lies_open(place_px, kept_[i].mask)) break;
    open.first_frame = kept_[i].frame;
    open.places_px.insert(open.places_px.begin(), place_px);
  }
  if (!open.places_px.empty()) found_.push_back(std::move(open));
}

void CoverEdges::settle(bool at_end) {
  std::erase_if(begun_, [&](const CoverChange& begun) {
    const auto since = kept_.back().frame - begun.frame;
    if (!at_end && since + 1 < static_cast<FrameIndex>(kPathFrames)) return false;
    look_back(begun);
    return true;
  });
}

void CoverEdges::add(FrameIndex frame, base::Timestamp time, const ChangedMask& mask,
                     const std::vector<CoverChange>& changes) {
  kept_.push_back({frame, time, mask});
  while (kept_.size() > kKeptFrames && (time - kept_[1].time).seconds() > kLongest_s) {
    kept_.pop_front();
  }
  for (const CoverChange& change : changes) {
    if (change.begun) {
      if (change.whole) begun_.push_back(change);
    } else if (const auto passage = change.whole ? passage_out(change) : std::nullopt) {
      leaving_.push_back({*passage, kept_[kept_.size() - 2].time, {frame, {}}});
    }
  }
  follow_out();
  settle(false);
}

void CoverEdges::cut() {
  if (!kept_.empty()) settle(true);
  for (Leaving& leaving : leaving_) {
    if (!leaving.open.places_px.empty()) found_.push_back(std::move(leaving.open));
  }
  leaving_.clear();
  kept_.clear();
}

std::vector<OpenPassage> CoverEdges::passages() {
  cut();
  return found_;
}

}  // namespace securepose::check
