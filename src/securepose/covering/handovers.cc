#include "securepose/covering/handovers.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace securepose::covering {
namespace {

/// The second's beginning lies no further than this from the first's end.
constexpr double kAbout_s = 1.0;
/// One head by its place, in head heights, and its size.
constexpr double kSamePlace = 0.7;
constexpr double kSameSize = 1.6;

/// The frames in which a head was seen or lies between detections.
struct SeenFrames {
  base::FrameIndex first = 0;
  base::FrameIndex last = 0;
};

SeenFrames seen_frames(const HeadTrack& track) {
  const auto seen = [](const HeadState& state) { return !state.basis.held; };
  const auto& states = track.states;
  const auto first = std::find_if(states.begin(), states.end(), seen) - states.begin();
  const auto after_last =
      std::find_if(states.rbegin(), states.rend(), seen).base() - states.begin();
  return {track.first_frame + first, track.first_frame + after_last - 1};
}

const HeadState* state_at(const HeadTrack& track, base::FrameIndex frame) {
  const base::FrameIndex i = frame - track.first_frame;
  if (i < 0 || i >= static_cast<base::FrameIndex>(track.states.size())) return nullptr;
  return &track.states[static_cast<std::size_t>(i)];
}

bool one_head(const HeadTrack& a, const HeadTrack& b, base::FrameIndex frame) {
  const HeadState* one = state_at(a, frame);
  const HeadState* other = state_at(b, frame);
  if (!one || !other) return false;
  const double larger_px = std::max(one->height_px, other->height_px);
  const double smaller_px = std::min(one->height_px, other->height_px);
  return larger_px < kSameSize * smaller_px &&
         distance_px(one->center, other->center) < kSamePlace * larger_px;
}

}  // namespace

void end_holds_at_handovers(const observation::ClipObservations& clip,
                            std::vector<FollowedHead>& heads) {
  const auto apart_s = [&](base::FrameIndex a, base::FrameIndex b) {
    return std::abs((clip.frames[static_cast<std::size_t>(a)].time -
                     clip.frames[static_cast<std::size_t>(b)].time)
                        .seconds());
  };
  std::vector<SeenFrames> seen;
  for (const FollowedHead& head : heads) seen.push_back(seen_frames(head.track));
  std::vector<SeenFrames> kept;
  for (std::size_t a = 0; a < heads.size(); ++a) {
    const HeadTrack& track = heads[a].track;
    SeenFrames keep{track.first_frame,
                    track.first_frame + static_cast<base::FrameIndex>(track.states.size()) - 1};
    for (std::size_t b = 0; b < heads.size(); ++b) {
      const HeadTrack& other = heads[b].track;
      if (!heads[b].sure || other.person == track.person) continue;
      // Both are compared when the first is seen for the last time or the second for the first.
      const base::FrameIndex begins = std::max(seen[b].first, seen[a].last);
      if (seen[b].last > seen[a].last && apart_s(seen[b].first, seen[a].last) <= kAbout_s &&
          one_head(track, other, begins)) {
        keep.last = std::min(keep.last, begins);
      }
      const base::FrameIndex ends = std::min(seen[b].last, seen[a].first);
      if (seen[b].first < seen[a].first && apart_s(seen[b].last, seen[a].first) <= kAbout_s &&
          one_head(track, other, ends)) {
        keep.first = std::max(keep.first, ends);
      }
    }
    kept.push_back(keep);
  }
  for (std::size_t a = 0; a < heads.size(); ++a) {
    HeadTrack& track = heads[a].track;
    const auto last = track.first_frame + static_cast<base::FrameIndex>(track.states.size()) - 1;
    track.handed_over = kept[a].last < last;
    const auto begin = track.states.begin();
    track.states = {begin + (kept[a].first - track.first_frame),
                    begin + (kept[a].last - track.first_frame) + 1};
    track.first_frame = kept[a].first;
  }
}

}  // namespace securepose::covering
