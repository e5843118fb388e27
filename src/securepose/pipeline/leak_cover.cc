#include "securepose/pipeline/leak_cover.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "securepose/geometry/between.h"

namespace securepose::pipeline {
namespace {

using check::FrameRange;
using check::Leak;
using check::LeakKind;
using covering::CoverPlan;
using covering::DoubtfulMoment;

/// Cover before and after what was seen; a face turns into view faster than a detector notices.
constexpr double kHold_s = 0.25;
/// Where the leak lies in a frame: between the places at which it was seen, or at the nearer end.
geometry::Box place_at(const Leak& leak, base::FrameIndex frame,
                       const tracking::CameraPath& camera = {}) {
  const auto after = std::lower_bound(
      leak.places.begin(), leak.places.end(), frame,
      [](const Leak::Place& place, base::FrameIndex f) { return place.frame < f; });
  const auto carried = [&](const Leak::Place& place) {
    return camera.carried(place.box_px, place.frame, frame);
  };
  if (after == leak.places.end()) return carried(leak.places.back());
  if (after == leak.places.begin() || after->frame == frame) return carried(*after);
  const auto before = std::prev(after);
  const double t = static_cast<double>(frame - before->frame) /
                   static_cast<double>(after->frame - before->frame);
  return between(carried(*before), carried(*after), t);
}

/// The person at whose region a place lies.
std::optional<base::PersonId> whose(const geometry::Ellipse& place,
                                    const covering::FrameRegions& frame) {
  const auto at =
      std::find_if(frame.regions.begin(), frame.regions.end(), [&](const covering::Region& r) {
        return r.person && (r.contains(place.center) || place.contains(r.ellipse.center));
      });
  return at == frame.regions.end() ? std::nullopt : at->person;
}

/// The frames to cover: those of the leak and the hold around it, within its shot. Around a gap
/// stands the cover that went away, so a frame more on either side is enough.
FrameRange frames_of(const Leak& leak, const std::vector<base::FrameIndex>& cuts,
                     const CoverPlan& plan) {
  const auto next_cut = std::upper_bound(cuts.begin(), cuts.end(), leak.first_frame);
  const base::FrameIndex shot_first = next_cut == cuts.begin() ? 0 : *std::prev(next_cut);
  const base::FrameIndex shot_last = next_cut == cuts.end()
                                         ? static_cast<base::FrameIndex>(plan.frames.size()) - 1
                                         : *next_cut - 1;
  const auto time = [&](base::FrameIndex f) {
    return plan.frames.at(static_cast<std::size_t>(f)).time;
  };
  FrameRange range{leak.first_frame, std::min(leak.last_frame, shot_last)};
  if (leak.kind == LeakKind::kGap || leak.kind == LeakKind::kEdge)
    return {std::max(shot_first, range.first - 1), std::min(shot_last, range.last + 1)};
  while (range.first > shot_first && (leak.start - time(range.first - 1)).seconds() <= kHold_s) {
    --range.first;
  }
  while (range.last < shot_last && (time(range.last + 1) - leak.end).seconds() <= kHold_s) {
    ++range.last;
  }
  return range;
}

std::vector<FrameRange> joined(std::vector<FrameRange> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const FrameRange& a, const FrameRange& b) { return a.first < b.first; });
  std::vector<FrameRange> result;
  for (const FrameRange& range : ranges) {
    if (!result.empty() && range.first <= result.back().last + 1) {
      result.back().last = std::max(result.back().last, range.last);
    } else {
      result.push_back(range);
    }
  }
  return result;
}

const char* sentence_for(LeakKind kind) {
  switch (kind) {
    case LeakKind::kOpenFace:
      return "The check still sees a face here.";
    case LeakKind::kLegible:
      return "A face still shows where the picture was changed.";
    case LeakKind::kOpenHead:
      return "The check still sees a person's head here.";
    case LeakKind::kEdge:
      return "A cover ends or begins while half a head is in the picture.";
    case LeakKind::kGap:
      break;
  }
  return "A cover goes away for a moment here.";
}

}  // namespace

std::vector<FrameRange> cover_leaks(const std::vector<Leak>& leaks,
                                    const std::vector<base::FrameIndex>& cuts, CoverPlan& plan,
                                    const tracking::CameraPath& camera) {
  std::vector<FrameRange> changed;
  for (const Leak& leak : leaks) {
    if (leak.places.empty()) continue;
    const FrameRange range = frames_of(leak, cuts, plan);
    for (base::FrameIndex frame = range.first; frame <= range.last; ++frame) {
      plan.frames[static_cast<std::size_t>(frame)].regions.push_back(
          {std::nullopt,
           check::cover_of(leak.kind, place_at(leak, frame, camera)),
           {"check"},
           leak.score});
    }
    changed.push_back(range);
  }
  return joined(std::move(changed));
}

std::vector<DoubtfulMoment> doubts_of(const std::vector<Leak>& leaks, const CoverPlan& plan) {
  std::vector<DoubtfulMoment> doubts;
  doubts.reserve(leaks.size());
  for (const Leak& leak : leaks) {
    DoubtfulMoment doubt{leak.start,      leak.end,     leak.first_frame,
                         leak.last_frame, std::nullopt, sentence_for(leak.kind)};
    if (!leak.places.empty()) {
      const auto cover = check::cover_of(leak.kind, place_at(leak, doubt.middle_frame()));
      doubt.place_px = cover.bounds();
      doubt.person = whose(cover, plan.frames.at(static_cast<std::size_t>(doubt.middle_frame())));
    }
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

}  // namespace securepose::pipeline
