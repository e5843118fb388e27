#include "securepose/covering/spared_head.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "securepose/covering/head_segments.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;

/// Of a place, the share that must lie in the head for it to be that head.
constexpr double kAtHead = 0.5;
/// This long before and after it was seen, a head that is held on to is surely where it is held: in
/// that time it moves by less than itself. Later somebody else's may lie there.
constexpr double kSurelyHeld_s = 0.25;
/// Two words on one head: as near as the places of one head by two networks, in head heights, and
/// as large.
constexpr double kSamePlace = 0.35;
constexpr double kSameSize = 1.6;
/// A cover of which this share lies in a head hides nothing that shows beside it.
constexpr double kWithin = 0.8;

bool was_seen(const HeadBasis& basis) { return basis.face || basis.landmarks; }

const HeadState* state_at(const HeadTrack& track, FrameIndex frame) {
  const FrameIndex i = frame - track.first_frame;
  if (i < 0 || i >= static_cast<FrameIndex>(track.states.size())) return nullptr;
  return &track.states[static_cast<std::size_t>(i)];
}

bool same_head(const HeadState& a, const HeadState& b) {
  const double larger_px = std::max(a.height_px, b.height_px);
  const double smaller_px = std::min(a.height_px, b.height_px);
  return larger_px < kSameSize * smaller_px &&
         distance_px(a.center, b.center) < kSamePlace * larger_px;
}

std::vector<FrameIndex> shots_of(const tracking::People& people) {
  std::vector<FrameIndex> shots{0};
  shots.insert(shots.end(), people.cuts.begin(), people.cuts.end());
  return shots;
}

}  // namespace

SparedHead::SparedHead(const observation::ClipObservations& upright, std::vector<HeadTrack> own,
                       std::vector<FollowedHead> others)
    : clip_(&upright), own_(std::move(own)), others_(std::move(others)) {}

SparedHead::SparedHead(const observation::ClipObservations& upright, const tracking::People& people,
                       base::PersonId spared)
    : clip_(&upright) {
  const std::vector<FrameIndex> shots = shots_of(people);
  const tracking::CameraPath camera(upright);
  for (const tracking::Person& person : people.people) {
    std::vector<HeadTrack> tracks = follow_head(upright, camera, person, shots);
    if (person.id == spared) {
      own_ = std::move(tracks);
      continue;
    }
    for (HeadTrack& track : tracks) others_.push_back({std::move(track), is_sure_person(person)});
  }
}

const HeadState* SparedHead::own_at(FrameIndex frame) const {
  // Where two segments reach for one frame, the one that saw something there knows better.
  const HeadState* found = nullptr;
  for (const HeadTrack& track : own_) {
    const HeadState* state = state_at(track, frame);
    if (state && (!found || found->basis.held)) found = state;
  }
  return found;
}

const HeadState* SparedHead::seen_at(FrameIndex frame) const {
  const HeadState* own = own_at(frame);
  return own && was_seen(own->basis) ? own : nullptr;
}

bool SparedHead::is_known(FrameIndex frame) const {
  const HeadState* own = own_at(frame);
  if (!own || !own->basis.held) return own != nullptr;
  const auto time = [&](FrameIndex f) { return clip_->frames[static_cast<std::size_t>(f)].time; };
  const auto last = static_cast<FrameIndex>(clip_->frames.size()) - 1;
  for (const FrameIndex step : {-1, 1}) {
    for (FrameIndex f = frame + step; f >= 0 && f <= last; f += step) {
      if (std::abs((time(f) - time(frame)).seconds()) > kSurelyHeld_s) break;
      if (seen_at(f)) return true;
    }
  }
  return false;
}

bool SparedHead::is_anothers(FrameIndex frame, const HeadState& own,
                             const geometry::Box& place_px) const {
  return std::any_of(others_.begin(), others_.end(), [&](const FollowedHead& other) {
    const HeadState* head = state_at(other.track, frame);
    if (!head || is_second_word(frame, *head, other.sure)) return false;
    const bool guessed = head->basis.interpolated || head->basis.held;
    if (guessed && was_seen(own.basis)) return false;
    return head_ellipse(*head).contains(place_px.center()) || place_px.contains(head->center);
  });
}

bool SparedHead::is_own(FrameIndex frame, const geometry::Box& place_px) const {
  const HeadState* own = own_at(frame);
  return own && is_known(frame) && share_inside(place_px, head_ellipse(*own).bounds()) >= kAtHead &&
         !is_anothers(frame, *own, place_px);
}

bool SparedHead::is_second_word(FrameIndex frame, const HeadState& other, bool sure) const {
  const HeadState* own = seen_at(frame);
  if (!own) return false;
  const geometry::Ellipse head = head_ellipse(*own);
  if (other.basis.interpolated || other.basis.held)
    return share_inside(head_ellipse(other), head) >= kWithin ||
           (!sure && head.contains(other.center));
  // Two faces are two people's, whatever else is said of them.
  return !sure && !other.basis.face && same_head(*own, other);
}

bool SparedHead::holds(FrameIndex frame, geometry::Point place) const {
  const HeadState* own = seen_at(frame);
  return own && head_ellipse(*own).contains(place);
}

}  // namespace securepose::covering
