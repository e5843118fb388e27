#include "securepose/pipeline/open_on_purpose.h"

#include <algorithm>
#include <cstddef>

#include "securepose/covering/turned_away.h"

namespace securepose::pipeline {
namespace {

using base::FrameIndex;
using check::Leak;
using check::LeakKind;
using covering::HeadTrack;

/// A place of which at least this share lies within a head that is open on purpose is that head.
constexpr double kAtOpenHead = 0.5;

bool at_head(FrameIndex frame, const geometry::Box& place_px, const std::vector<HeadTrack>& heads) {
  return std::any_of(heads.begin(), heads.end(), [&](const HeadTrack& track) {
    const FrameIndex i = frame - track.first_frame;
    if (i < 0 || i >= static_cast<FrameIndex>(track.states.size())) return false;
    const auto& head = track.states[static_cast<std::size_t>(i)];
    if (head.basis.held) return false;  // somebody else's may lie where the person was lost
    return share_inside(place_px, covering::head_ellipse(head).bounds()) >= kAtOpenHead;
  });
}

bool shows_a_face(const Leak& leak) {
  return leak.kind == LeakKind::kOpenFace || leak.kind == LeakKind::kLegible;
}

}  // namespace

OpenOnPurpose::OpenOnPurpose(const OpenByWish& wish, const observation::ClipObservations& clip,
                             const tracking::People& people)
    : upright_(clip) {
  if (wish.spared) spared_.emplace(upright_.clip(), people, *wish.spared);
  if (!wish.faces_only) return;
  std::vector<FrameIndex> shots{0};
  shots.insert(shots.end(), people.cuts.begin(), people.cuts.end());
  const tracking::CameraPath camera(upright_.clip());
  for (const tracking::Person& person : people.people) {
    if (person.id == wish.spared) continue;
    from_behind_.push_back({covering::follow_head(upright_.clip(), camera, person, shots),
                            covering::frames_turned_away(upright_.clip(), person)});
  }
}

// Only what is somebody else's is left of a leak that goes from one head to another.
void OpenOnPurpose::take_spared_out_of(Leak& leak) const {
  const auto taken = std::erase_if(leak.places, [&](const Leak::Place& place) {
    return spared_->is_own(place.frame, upright_.to_upright()(place.box_px));
  });
  if (taken == 0 || leak.places.empty()) return;
  leak.first_frame = std::max(leak.first_frame, leak.places.front().frame);
  leak.last_frame = std::min(leak.last_frame, leak.places.back().frame);
  const auto& frames = upright_.clip().frames;
  leak.start = frames.at(static_cast<std::size_t>(leak.first_frame)).time;
  leak.end = frames.at(static_cast<std::size_t>(leak.last_frame)).time;
}

bool OpenOnPurpose::is_from_behind(const Leak& leak) const {
  return std::any_of(from_behind_.begin(), from_behind_.end(), [&](const HeadFromBehind& head) {
    return std::all_of(leak.places.begin(), leak.places.end(), [&](const Leak::Place& place) {
      return head.frames.contains(place.frame) &&
             at_head(place.frame, upright_.to_upright()(place.box_px), head.tracks);
    });
  });
}

void OpenOnPurpose::take_out_of(std::vector<Leak>& leaks) const {
  std::erase_if(leaks, [&](Leak& leak) {
    if (leak.places.empty()) return false;
    if (spared_) take_spared_out_of(leak);
    return leak.places.empty() || (!shows_a_face(leak) && is_from_behind(leak));
  });
}

}  // namespace securepose::pipeline
