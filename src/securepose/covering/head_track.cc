#include "securepose/covering/head_track.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

#include "securepose/covering/head_hold.h"
#include "securepose/covering/head_segments.h"
#include "securepose/covering/segment_smoother.h"

namespace securepose::covering {
namespace {

using geometry::Point;

/// The uncertainty of a head of which nobody is sure counts up to this many head heights, where it
/// was seen and between.
constexpr double kMostUnsure = 0.15;
constexpr double kMostUnsureGap = 0.35;
/// Nearer than this many head heights to the picture's edge, a head may be entering or leaving;
/// over the edge above it only if the edge cuts it, for people walk in and out at the sides.
constexpr double kEdgeReach = 1.0;
constexpr double kEdgeReachAbove = 0.5;
/// Cosine of the angle to the head's up direction within which an edge lies above it.
constexpr double kAlongUp = 0.7;
/// Margins of the covered ellipse, see docs/deidentification.md.
constexpr double kHair = 1.14;
/// A head with hair that lies kLostSigma off reaches 1.2 head heights far.
constexpr double kLargestRadius = 1.25;      // head heights
constexpr double kLargestLostRadius = 1.6;   // head heights
constexpr double kLargestHeightSigma = 0.3;  // head heights

/// Weak evidence makes for a large uncertainty, but also for little reason to cover much.
void bound_growth(std::vector<HeadState>& states) {
  for (HeadState& state : states) {
    const double most = state.basis.interpolated ? kMostUnsureGap : kMostUnsure;
    state.center_sigma_px = std::min(state.center_sigma_px, most * state.height_px);
    state.height_sigma_px = std::min(state.height_sigma_px, kMostUnsure * state.height_px);
  }
}

}  // namespace

bool near_edge(const HeadState& head, const observation::ClipObservations& clip) {
  const std::array<std::pair<Point, double>, 4> edges{
      {{Point{-1, 0}, head.center.x_px},
       {Point{0, -1}, head.center.y_px},
       {Point{1, 0}, clip.width_px - head.center.x_px},
       {Point{0, 1}, clip.height_px - head.center.y_px}}};
  return std::any_of(edges.begin(), edges.end(), [&](const auto& edge) {
    const auto& [outward, inside_px] = edge;
    const bool above = dot(outward, head.up) > kAlongUp;
    return inside_px < (above ? kEdgeReachAbove : kEdgeReach) * head.height_px;
  });
}

geometry::Ellipse head_ellipse(const HeadState& head) {
  const double height_px =
      head.height_px + std::min(head.height_sigma_px, kLargestHeightSigma * head.height_px);
  const double unsure_px = kCoveredSigmas * head.center_sigma_px;
  const double most_px =
      is_lost(head) ? kLargestLostRadius * height_px : kLargestRadius * head.height_px;
  const double along_px = std::min(most_px, 0.5 * kHair * height_px + unsure_px);
  const double across_px =
      std::min(most_px, 0.5 * kHair * head.width_by_height * height_px + unsure_px);
  // The ellipse's y radius lies along the head's up direction.
  const double tilt_deg = std::atan2(head.up.x_px, -head.up.y_px) * 180 / std::numbers::pi;
  return {head.center, across_px, along_px, tilt_deg};
}

std::vector<HeadTrack> follow_head(const observation::ClipObservations& clip,
                                   const tracking::CameraPath& camera,
                                   const tracking::Person& person,
                                   const std::vector<base::FrameIndex>& shots) {
  const bool sure = is_sure_person(person);
  std::vector<HeadTrack> tracks;
  bool lost = false;  // seen last in the middle of the picture
  for (const HeadSegment& segment : head_segments(clip, camera, person, shots)) {
    const std::size_t shot = shot_at(segment.frames.front(), shots);
    const base::FrameIndex shot_last = shot + 1 < shots.size()
                                           ? shots[shot + 1] - 1
                                           : static_cast<base::FrameIndex>(clip.frames.size()) - 1;
    const std::vector<HeadState> seen = [&] {
      auto states = smooth_segment(clip, camera, segment);
      if (!sure) bound_growth(states);
      return states;
    }();
    HeadTrack track{person.id, segment.frames.front(),
                    held_before(clip, camera, segment, seen, sure, shots[shot])};
    track.glimpse = segment.glimpse;
    track.first_frame -= static_cast<base::FrameIndex>(track.states.size());
    track.states.insert(track.states.end(), seen.begin(), seen.end());
    const auto after = held_after(clip, camera, segment, seen, sure, shot_last);
    track.states.insert(track.states.end(), after.begin(), after.end());
    if (lost && !near_edge(seen.front(), clip) &&
        shot_at(tracks.back().first_frame, shots) == shot) {
      bridge_loss(clip, camera, tracks.back(), track);
    }
    lost = sure && !segment.glimpse && !near_edge(seen.back(), clip);
    tracks.push_back(std::move(track));
  }
  return tracks;
}

}  // namespace securepose::covering
