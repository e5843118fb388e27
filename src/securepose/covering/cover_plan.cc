#include "securepose/covering/cover_plan.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/covering/doubt.h"
#include "securepose/covering/faces_on_bodies.h"
#include "securepose/covering/handovers.h"
#include "securepose/covering/head_segments.h"
#include "securepose/covering/head_track.h"
#include "securepose/covering/lone_faces.h"
#include "securepose/covering/spared_head.h"
#include "securepose/covering/turned_away.h"
#include "securepose/observation/upright_clip.h"

namespace securepose::covering {
namespace {

/// A cover that is gone for no longer than this, and comes back, has blinked.
constexpr double kLongestBlink_s = 1.0;

std::vector<base::FrameIndex> shots_of(const tracking::People& people) {
  std::vector<base::FrameIndex> shots{0};
  shots.insert(shots.end(), people.cuts.begin(), people.cuts.end());
  return shots;
}

std::vector<std::string> evidence_names(const HeadBasis& basis) {
  std::vector<std::string> names;
  if (basis.face) names.emplace_back("face");
  if (basis.landmarks) names.emplace_back("pose");
  if (basis.body) names.emplace_back("body");
  if (basis.interpolated) names.emplace_back("interpolated");
  if (basis.held) names.emplace_back("held");
  return names;
}

CoverPlan empty_plan(const observation::ClipObservations& clip) {
  CoverPlan plan;
  plan.frames.reserve(clip.frames.size());
  for (const auto& frame : clip.frames) {
    FrameRegions regions;
    regions.frame = frame.frame;
    regions.time = frame.time;
    regions.cover_everything = !frame.readable;
    plan.frames.push_back(std::move(regions));
  }
  return plan;
}

/// Whether somebody's head was seen right at this place.
bool seen_at(geometry::Point place, const FrameRegions& frame) {
  return std::any_of(frame.regions.begin(), frame.regions.end(), [&](const Region& region) {
    const auto& evidence = region.evidence;
    return (std::find(evidence.begin(), evidence.end(), "face") != evidence.end() ||
            std::find(evidence.begin(), evidence.end(), "pose") != evidence.end()) &&
           region.contains(place);
  });
}

/// Which states of a track are covered. Of a person who is not sure, what no evidence of its frame
/// speaks for is left out where another head was seen: it is a second word on that head. Between
/// states that are covered nothing is left out for so short a time: no cover blinks.
std::vector<bool> covered_states(const HeadTrack& track, bool sure, const CoverPlan& plan) {
  std::vector<bool> covered;
  covered.reserve(track.states.size());
  for (std::size_t i = 0; i < track.states.size(); ++i) {
    const HeadState& head = track.states[i];
    const FrameRegions& frame = plan.frames.at(static_cast<std::size_t>(track.first_frame) + i);
    const bool guessed = head.basis.interpolated || head.basis.held;
    covered.push_back(sure || !guessed || !seen_at(head.center, frame));
  }
  const auto time = [&](std::size_t i) {
    return plan.frames[static_cast<std::size_t>(track.first_frame) + i].time;
  };
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < covered.size(); ++i) {
    if (!covered[i]) continue;
    if (last && (time(i) - time(*last)).seconds() <= kLongestBlink_s) {
      std::fill(covered.begin() + static_cast<std::ptrdiff_t>(*last),
                covered.begin() + static_cast<std::ptrdiff_t>(i), true);
    }
    last = i;
  }
  return covered;
}

void add_track(const HeadTrack& track, bool sure, const std::set<base::FrameIndex>& uncovered,
               const std::optional<SparedHead>& spared, CoverPlan& plan) {
  const std::vector<bool> covered = covered_states(track, sure, plan);
  for (std::size_t i = 0; i < track.states.size(); ++i) {
    const base::FrameIndex frame = track.first_frame + static_cast<base::FrameIndex>(i);
    if (!covered[i] || uncovered.contains(frame)) continue;
    const HeadState& head = track.states[i];
    if (spared && spared->is_second_word(frame, head, sure)) continue;
    plan.frames.at(static_cast<std::size_t>(frame))
        .regions.push_back(
            {track.person, head_ellipse(head), evidence_names(head.basis), head.certainty});
  }
}

struct PersonHeads {
  const tracking::Person* person;
  std::set<base::FrameIndex> uncovered;  ///< the head is seen wholly from behind, by wish
  std::vector<HeadTrack> tracks;
};

/// Everybody's heads.
std::vector<PersonHeads> heads_of(const observation::ClipObservations& clip,
                                  const tracking::CameraPath& camera,
                                  const tracking::People& people, const CoverOptions& options,
                                  const std::vector<base::FrameIndex>& shots) {
  std::vector<PersonHeads> result;
  std::vector<FollowedHead> followed;
  for (const tracking::Person& person : people.people) {
    result.push_back({&person,
                      options.what == CoverWhat::kFace ? frames_turned_away(clip, person)
                                                       : std::set<base::FrameIndex>{},
                      {}});
    for (HeadTrack& track : follow_head(clip, camera, person, shots)) {
      followed.push_back({std::move(track), is_sure_person(person)});
    }
  }
  end_holds_at_handovers(clip, followed);
  for (FollowedHead& head : followed) {
    const auto owner = std::find_if(result.begin(), result.end(), [&](const PersonHeads& heads) {
      return heads.person->id == head.track.person;
    });
    owner->tracks.push_back(std::move(head.track));
  }
  return result;
}

void add_drawn_boxes(const std::vector<DrawnBox>& boxes, CoverPlan& plan) {
  for (const DrawnBox& box : boxes) {
    const geometry::Ellipse around = geometry::inscribed(box.box_px).scaled(std::sqrt(2.0));
    for (FrameRegions& frame : plan.frames) {
      if (frame.time < box.start || frame.time > box.end) continue;
      frame.regions.push_back({std::nullopt, around, {"drawn"}, 1.0, box.box_px});
    }
  }
}

/// Takes the heads of who is left open out of those that are covered.
std::optional<SparedHead> take_spared(const observation::ClipObservations& clip,
                                      std::optional<base::PersonId> spared,
                                      std::vector<PersonHeads>& heads) {
  if (!spared) return std::nullopt;
  std::vector<HeadTrack> own;
  std::vector<FollowedHead> others;
  for (PersonHeads& person : heads) {
    for (HeadTrack& track : person.tracks) {
      if (person.person->id == spared)
        own.push_back(std::move(track));
      else
        others.push_back({track, is_sure_person(*person.person)});
    }
  }
  std::erase_if(heads, [&](const PersonHeads& person) { return person.person->id == spared; });
  return SparedHead(clip, std::move(own), std::move(others));
}

/// Everything but the drawn boxes, in the upright picture.
CoverPlan upright_plan(const observation::ClipObservations& clip, const tracking::People& people,
                       const CoverOptions& options) {
  CoverPlan plan = empty_plan(clip);
  if (clip.frames.empty()) return plan;
  const auto spared =
      options.who == CoverWho::kBystanders ? options.patient : std::optional<base::PersonId>{};
  const std::vector<base::FrameIndex> shots = shots_of(people);
  const tracking::CameraPath camera(clip);
  const std::set<FaceAt> on_bodies = faces_on_bodies(clip, people);
  const tracking::People heads = without_faces(people, on_bodies);
  std::vector<PersonHeads> followed = heads_of(clip, camera, heads, options, shots);
  const std::optional<SparedHead> spared_head = take_spared(clip, spared, followed);
  std::stable_partition(followed.begin(), followed.end(),
                        [](const PersonHeads& person) { return is_sure_person(*person.person); });
  for (const PersonHeads& person : followed) {
    for (const HeadTrack& track : person.tracks) {
      add_track(track, is_sure_person(*person.person), person.uncovered, spared_head, plan);
      add_doubts(clip, track, plan.doubtful);
    }
    add_losses(clip, camera, *person.person, person.tracks, shots, plan.doubtful);
  }
  cover_lone_faces(clip,
                   {people, camera, spared, spared_head ? &*spared_head : nullptr, shots, on_bodies,
                    faces_on_lower_legs(clip, people)},
                   plan);
  add_unreadable_stretches(clip, plan.doubtful);
  join_doubts(plan.doubtful);
  return plan;
}

/// Takes a plan to the picture as it is recorded, which is what is painted.
void turn_back(const geometry::RecordedFromTurned& recorded, CoverPlan& plan) {
  if (recorded.turn_deg() == 0) return;
  for (FrameRegions& frame : plan.frames)
    for (Region& region : frame.regions) region.ellipse = recorded(region.ellipse);
  for (DoubtfulMoment& moment : plan.doubtful)
    if (moment.place_px) moment.place_px = recorded(*moment.place_px);
}

}  // namespace

CoverPlan plan_cover(const observation::ClipObservations& clip, const tracking::People& people,
                     const CoverOptions& options) {
  if (options.who == CoverWho::kBystanders && !options.patient) {
    throw base::Error(base::ErrorKind::kUsage,
                      "Nobody could be taken for the patient, so everyone but the patient can't be "
                      "covered. Name the patient with --patient, or cover everyone.");
  }
  const observation::UprightClip upright(clip);
  CoverPlan plan = upright_plan(upright.clip(), people, options);
  turn_back(upright.to_recorded(), plan);
  add_drawn_boxes(options.drawn, plan);
  std::sort(plan.doubtful.begin(), plan.doubtful.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first_frame, a.last_frame, a.person, a.reason) <
           std::tie(b.first_frame, b.last_frame, b.person, b.reason);
  });
  return plan;
}

}  // namespace securepose::covering
