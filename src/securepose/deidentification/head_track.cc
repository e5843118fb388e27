#include "securepose/deidentification/head_track.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>

#include "securepose/deidentification/head_visits.h"
#include "securepose/deidentification/visit_smoother.h"

namespace securepose::deidentification {
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
/// A visit seen for less than this is held no longer than it lasted, at least for kShortestHold_s:
/// what shows for a few frames is mostly a false detection.
constexpr double kShortVisit_s = 0.5;
constexpr double kShortestHold_s = 0.2;
/// While held, a head goes on at its speed, which dies away over this time: people stop, too.
constexpr double kHoldDecay_s = 0.6;
/// A held head's reach grows by this many head heights per second and by this share of its speed.
constexpr double kHoldGrowth_per_s = 0.5;
constexpr double kHoldSpeedGrowth = 0.25;
/// ... up to this many head heights of standard deviation.
constexpr double kMostHeldSigma = 0.4;
/// The same for who is lost in the middle of the picture: in the end the upper body is covered.
constexpr double kMostLostSigma = 0.85;
/// The uncertainty of a head of which nobody is sure counts up to this many head heights, where it
/// was seen and between.
constexpr double kMostUnsure = 0.15;
constexpr double kMostUnsureGap = 0.35;
/// Nearer than this many head heights to the picture's edge, a head may be entering or leaving.
constexpr double kEdgeReach = 1.0;
/// Margins of the covered ellipse, see docs/deidentification.md.
constexpr double kHair = 1.14;
constexpr double kSigmas = 1.25;
constexpr double kLargestRadius = 1.6;       // head heights
constexpr double kLargestHeightSigma = 0.3;  // head heights

double clearest_face(const HeadVisit& visit) {
  double clearest = 0;
  for (const auto& at_frame : visit.evidence) {
    for (const HeadEvidence& e : at_frame) {
      if (e.source == HeadSource::kFace) clearest = std::max(clearest, e.certainty);
    }
  }
  return clearest;
}

struct AllowedFrames {
  base::FrameIndex first;
  base::FrameIndex last;
};

/// How long a visit is held on to at one of its ends: `step` is -1 before its first and +1 after
/// its last frame.
double hold_time_s(const tracking::ClipObservations& clip, const HeadVisit& visit, bool sure,
                   const HeadState& end, int step) {
  if (!sure) return clearest_face(visit) >= kClearFace ? kUnsureHold_s : kFaintHold_s;
  const double hold_s = near_edge(end, clip) ? kHold_s
                        : step < 0           ? kHoldBeforeInside_s
                                             : kHoldAfterInside_s;
  const auto time = [&](base::FrameIndex frame) {
    return clip.frames[static_cast<std::size_t>(frame)].time;
  };
  const double visit_s = (time(visit.frames.back()) - time(visit.frames.front())).seconds();
  return visit_s < kShortVisit_s ? std::max(kShortestHold_s, std::min(hold_s, visit_s)) : hold_s;
}

/// Heads beyond one end of a visit: `step` is -1 before its first and +1 after its last frame.
std::vector<HeadState> hold(const tracking::ClipObservations& clip, const HeadState& end,
                            Point rate_px_per_s, base::FrameIndex end_frame, int step,
                            double hold_s, const AllowedFrames& allowed) {
  const base::Timestamp end_time = clip.frames[static_cast<std::size_t>(end_frame)].time;
  const double most_sigma = step < 0 || near_edge(end, clip) ? kMostHeldSigma : kMostLostSigma;
  const double growth_px_per_s =
      kHoldGrowth_per_s * end.height_px + kHoldSpeedGrowth * norm_px(rate_px_per_s);
  std::vector<HeadState> held;
  for (base::FrameIndex frame = end_frame + step; frame >= allowed.first && frame <= allowed.last;
       frame += step) {
    const double away_s =
        std::abs((clip.frames[static_cast<std::size_t>(frame)].time - end_time).seconds());
    if (away_s > hold_s) break;
    HeadState state = end;
    const double path_s = kHoldDecay_s * (1 - std::exp(-away_s / kHoldDecay_s));
    state.center = end.center + (step * path_s) * rate_px_per_s;
    state.center_sigma_px = std::max(
        end.center_sigma_px, std::min(end.center_sigma_px + growth_px_per_s / kSigmas * away_s,
                                      most_sigma * end.height_px));
    state.basis = {};
    state.basis.held = true;
    state.certainty = end.certainty * (1 - away_s / (2 * hold_s));
    held.push_back(state);
  }
  return held;
}

/// Weak evidence makes for a large uncertainty, but also for little reason to cover much.
void bound_growth(std::vector<HeadState>& states) {
  for (HeadState& state : states) {
    const double most = state.basis.interpolated ? kMostUnsureGap : kMostUnsure;
    state.center_sigma_px = std::min(state.center_sigma_px, most * state.height_px);
    state.height_sigma_px = std::min(state.height_sigma_px, kMostUnsure * state.height_px);
  }
}

/// Speed at one end of a visit, from the smoothed centres over up to 0.2 s.
Point rate_at(const tracking::ClipObservations& clip, const std::vector<HeadState>& states,
              base::FrameIndex first_frame, bool at_start) {
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
  const Point difference = at_start ? states[far].center - states[near].center
                                    : states[near].center - states[far].center;
  return (1 / apart_s) * difference;
}

}  // namespace

bool near_edge(const HeadState& head, const tracking::ClipObservations& clip) {
  const double reach_px = kEdgeReach * head.height_px;
  return head.center.x_px < reach_px || head.center.y_px < reach_px ||
         head.center.x_px > clip.width_px - reach_px ||
         head.center.y_px > clip.height_px - reach_px;
}

geometry::Ellipse head_ellipse(const HeadState& head) {
  const double height_px =
      head.height_px + std::min(head.height_sigma_px, kLargestHeightSigma * head.height_px);
  const double unsure_px = kSigmas * head.center_sigma_px;
  const double most_px = kLargestRadius * height_px;
  const double along_px = std::min(most_px, 0.5 * kHair * height_px + unsure_px);
  const double across_px =
      std::min(most_px, 0.5 * kHair * head.width_by_height * height_px + unsure_px);
  // The ellipse's y radius lies along the head's up direction.
  const double tilt_deg = std::atan2(head.up.x_px, -head.up.y_px) * 180 / std::numbers::pi;
  return {head.center, across_px, along_px, tilt_deg};
}

std::vector<HeadTrack> follow_head(const tracking::ClipObservations& clip,
                                   const tracking::Person& person,
                                   const std::vector<base::FrameIndex>& shots) {
  std::vector<HeadTrack> tracks;
  for (const HeadVisit& visit : head_visits(clip, person, shots)) {
    const base::FrameIndex first = visit.frames.front();
    const base::FrameIndex last = visit.frames.back();
    const std::size_t shot = shot_at(first, shots);
    const base::FrameIndex shot_end = shot + 1 < shots.size()
                                          ? shots[shot + 1] - 1
                                          : static_cast<base::FrameIndex>(clip.frames.size()) - 1;
    const AllowedFrames allowed{shots[shot], shot_end};
    std::vector<HeadState> states = smooth_visit(clip, visit);
    const bool sure = is_sure(person);
    if (!sure) bound_growth(states);
    std::vector<HeadState> before =
        hold(clip, states.front(), rate_at(clip, states, first, true), first, -1,
             hold_time_s(clip, visit, sure, states.front(), -1), allowed);
    const std::vector<HeadState> after =
        hold(clip, states.back(), rate_at(clip, states, first, false), last, +1,
             hold_time_s(clip, visit, sure, states.back(), +1), allowed);
    std::reverse(before.begin(), before.end());
    HeadTrack track{person.id, first - static_cast<base::FrameIndex>(before.size()), {}};
    track.states = std::move(before);
    track.states.insert(track.states.end(), states.begin(), states.end());
    track.states.insert(track.states.end(), after.begin(), after.end());
    tracks.push_back(std::move(track));
  }
  return tracks;
}

}  // namespace securepose::deidentification
