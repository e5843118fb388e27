#include "securepose/covering/head_hold.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace securepose::covering {
namespace {

using geometry::norm_px;
using geometry::Point;

/// Cover before the first and after the last evidence.
constexpr double kHold_s = 0.5;
/// The same where a person begins in the middle of the picture: seen late, or come from behind
/// something.
constexpr double kHoldBeforeInside_s = 0.8;
/// The same where a person ends there: nobody vanishes, so the networks have lost sight of
/// somebody, who is near by for as long as a gap may last.
constexpr double kHoldAfterInside_s = 2.0;
/// The same for a head of which nobody is sure, with and without one clear face.
constexpr double kUnsureHold_s = 0.25;
constexpr double kFaintHold_s = 0.1;
constexpr double kClearFace = 0.6;
/// A segment seen for less than this is held no longer than it lasted, at least for
/// kShortestHold_s: what shows for a few frames is mostly a false detection.
constexpr double kShortSegment_s = 0.5;
constexpr double kShortestHold_s = 0.2;
/// While held, a head goes on at its speed, which dies away over this time: people stop, too.
constexpr double kHoldDecay_s = 0.6;
/// A held head's reach grows by this many head heights per second and by this share of its speed.
constexpr double kHoldGrowth_per_s = 0.5;
constexpr double kHoldSpeedGrowth = 0.25;
/// ... up to this many head heights of standard deviation, beyond the same share of its way: who
/// falls or runs is soon faster or slower than when last seen.
constexpr double kMostHeldSigma = 0.4;
/// The same for who is lost in the middle of the picture: in the end the upper body is covered.
constexpr double kMostLostSigma = 0.85;
/// Who is unseen for longer may have left through a door.
constexpr double kLongestLost_s = 10;

double clearest_face(const HeadSegment& segment) {
  double clearest = 0;
  for (const auto& at_frame : segment.evidence) {
    for (const observation::HeadEvidence& e : at_frame) {
      if (e.source == observation::HeadSource::kFace) clearest = std::max(clearest, e.certainty);
    }
  }
  return clearest;
}

struct AllowedFrames {
  base::FrameIndex first;
  base::FrameIndex last;
};

/// How a segment is held on to at one of its ends.
struct Hold {
  double time_s;
  double most_sigma;  ///< head heights
};

/// @param step  -1 before the segment's first and +1 after its last frame
Hold hold_of(const observation::ClipObservations& clip, const HeadSegment& segment, bool sure,
             const HeadState& end, int step) {
  if (!sure) {
    return {clearest_face(segment) >= kClearFace ? kUnsureHold_s : kFaintHold_s, kMostHeldSigma};
  }
  const bool lost = step > 0 && !near_edge(end, clip);
  const double hold_s = lost                   ? kHoldAfterInside_s
                        : near_edge(end, clip) ? kHold_s
                                               : kHoldBeforeInside_s;
  const auto time = [&](base::FrameIndex frame) {
    return clip.frames[static_cast<std::size_t>(frame)].time;
  };
  const double segment_s = (time(segment.frames.back()) - time(segment.frames.front())).seconds();
  return {
      segment_s < kShortSegment_s ? std::max(kShortestHold_s, std::min(hold_s, segment_s)) : hold_s,
      lost ? kMostLostSigma : kMostHeldSigma};
}

/// Heads beyond one end of a segment: `step` is -1 before its first and +1 after its last frame.
std::vector<HeadState> hold(const observation::ClipObservations& clip,
                            const tracking::CameraPath& camera, const HeadState& end,
                            Point rate_px_per_s, base::FrameIndex end_frame, int step,
                            const Hold& how, const AllowedFrames& allowed) {
  const base::Timestamp end_time = clip.frames[static_cast<std::size_t>(end_frame)].time;
  const double growth_px_per_s =
      kHoldGrowth_per_s * end.height_px + kHoldSpeedGrowth * norm_px(rate_px_per_s);
  std::vector<HeadState> held;
  for (base::FrameIndex frame = end_frame + step; frame >= allowed.first && frame <= allowed.last;
       frame += step) {
    const double away_s =
        std::abs((clip.frames[static_cast<std::size_t>(frame)].time - end_time).seconds());
    if (away_s > how.time_s) break;
    HeadState state = end;
    const double path_s = kHoldDecay_s * (1 - std::exp(-away_s / kHoldDecay_s));
    const Point way = path_s * rate_px_per_s;
    state.center = camera.carried(end.center, end_frame, frame) + step * way;
    const double most_px =
        how.most_sigma * end.height_px + kHoldSpeedGrowth / kCoveredSigmas * norm_px(way);
    state.center_sigma_px = std::max(
        end.center_sigma_px,
        std::min(end.center_sigma_px + growth_px_per_s / kCoveredSigmas * away_s, most_px));
    state.center_sigma_px = std::hypot(state.center_sigma_px, camera.sigma_px(end_frame, frame));
    state.basis = {};
    state.basis.held = true;
    state.certainty = end.certainty * (1 - away_s / (2 * how.time_s));
    held.push_back(state);
  }
  return held;
}

/// Speed in the room at one end of a segment, from the smoothed centres over up to 0.2 s.
Point rate_at(const observation::ClipObservations& clip, const tracking::CameraPath& camera,
              const std::vector<HeadState>& states, base::FrameIndex first_frame, bool at_start) {
  constexpr double kOver_s = 0.2;
  const std::size_t count = states.size();
  std::size_t near = at_start ? 0 : count - 1;
  std::size_t far = near;
  double apart_s = 0;
  while ((at_start ? far + 1 < count : far > 0) && apart_s < kOver_s) {
    far += at_start ? 1 : std::size_t(-1);
    const auto time = [&](std::size_t i) {
      return clip.frames[static_cast<std::size_t>(first_frame) + i].time;
    };
    apart_s = std::abs((time(far) - time(near)).seconds());
  }
  if (apart_s <= 0) return {};
  const auto frame = [&](std::size_t i) { return first_frame + static_cast<base::FrameIndex>(i); };
  const Point way =
      states[near].center - camera.carried(states[far].center, frame(far), frame(near));
  return ((at_start ? -1 : 1) / apart_s) * way;
}

}  // namespace

std::vector<HeadState> held_before(const observation::ClipObservations& clip,
                                   const tracking::CameraPath& camera, const HeadSegment& segment,
                                   const std::vector<HeadState>& seen, bool sure,
                                   base::FrameIndex earliest) {
  const base::FrameIndex first = segment.frames.front();
  auto held = hold(clip, camera, seen.front(), rate_at(clip, camera, seen, first, true), first, -1,
                   hold_of(clip, segment, sure, seen.front(), -1), {earliest, first});
  std::reverse(held.begin(), held.end());
  return held;
}

std::vector<HeadState> held_after(const observation::ClipObservations& clip,
                                  const tracking::CameraPath& camera, const HeadSegment& segment,
                                  const std::vector<HeadState>& seen, bool sure,
                                  base::FrameIndex latest) {
  const base::FrameIndex last = segment.frames.back();
  return hold(clip, camera, seen.back(), rate_at(clip, camera, seen, segment.frames.front(), false),
              last, +1, hold_of(clip, segment, sure, seen.back(), +1), {last, latest});
}

void bridge_loss(const observation::ClipObservations& clip, const tracking::CameraPath& camera,
                 HeadTrack& before, const HeadTrack& after) {
  const HeadState from = before.states.back();
  const HeadState& to = after.states.front();
  const auto first = before.first_frame + static_cast<base::FrameIndex>(before.states.size());
  const auto time = [&](base::FrameIndex f) {
    return clip.frames[static_cast<std::size_t>(f)].time;
  };
  const double whole_s = (time(after.first_frame) - time(first - 1)).seconds();
  if (whole_s > kLongestLost_s) return;
  for (base::FrameIndex f = first; f < after.first_frame; ++f) {
    const double t = (time(f) - time(first - 1)).seconds() / whole_s;
    HeadState state = from;
    const Point begin = camera.carried(from.center, first - 1, f);
    const Point end = camera.carried(to.center, after.first_frame, f);
    state.center = begin + t * (end - begin);
    state.height_px = from.height_px + t * (to.height_px - from.height_px);
    state.center_sigma_px =
        std::hypot(kMostLostSigma * state.height_px,
                   std::min(camera.sigma_px(first - 1, f), camera.sigma_px(f, after.first_frame)));
    state.certainty = std::min(from.certainty, to.certainty);
    before.states.push_back(state);
  }
}

}  // namespace securepose::covering
