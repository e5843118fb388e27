#include "securepose/pipeline/people_timeline.h"

#include <algorithm>
#include <cstddef>

#include "securepose/pipeline/clip_report.h"

namespace securepose::pipeline {
namespace {

using covering::CoverPlan;

bool covers(const covering::FrameRegions& frame, base::PersonId person) {
  return std::any_of(frame.regions.begin(), frame.regions.end(),
                     [&](const auto& region) { return region.person == person; });
}

// How the person is there in each frame.
std::vector<std::optional<Presence>> presences(const tracking::Person& person,
                                               const CoverPlan& plan) {
  std::vector<std::optional<Presence>> result(plan.frames.size());
  if (person.samples.empty()) return result;
  const base::FrameIndex first = person.samples.front().frame;
  const base::FrameIndex last = person.samples.back().frame;
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (!covers(plan.frames[i], person.id)) continue;
    const auto frame = static_cast<base::FrameIndex>(i);
    result[i] = frame < first || frame > last ? Presence::kHeld : Presence::kHidden;
  }
  for (const tracking::PersonSample& sample : person.samples)
    result.at(static_cast<std::size_t>(sample.frame)) =
        sample.person_index ? Presence::kSeen : Presence::kFaceOnly;
  return result;
}

std::vector<PresenceStretch> stretches_of(const std::vector<std::optional<Presence>>& presences,
                                          const CoverPlan& plan, base::Timestamp end) {
  std::vector<PresenceStretch> stretches;
  for (std::size_t i = 0; i < presences.size(); ++i) {
    if (!presences[i]) continue;
    const base::Timestamp until = i + 1 < presences.size() ? plan.frames[i + 1].time : end;
    const bool goes_on = i > 0 && presences[i - 1] == presences[i];
    if (goes_on)
      stretches.back().end = until;
    else
      stretches.push_back({plan.frames[i].time, until, *presences[i]});
  }
  return stretches;
}

}  // namespace

std::string_view name_of(Presence presence) {
  switch (presence) {
    case Presence::kSeen:
      return "seen";
    case Presence::kFaceOnly:
      return "face";
    case Presence::kHidden:
      return "hidden";
    case Presence::kHeld:
      break;
  }
  return "held";
}

PeopleTimeline people_timeline(const observation::ClipObservations& clip,
                               const tracking::People& people, const CoverPlan& plan,
                               std::optional<base::PersonId> patient) {
  PeopleTimeline timeline;
  if (clip.frames.empty()) return timeline;
  timeline.start = clip.frames.front().time;
  timeline.end = end_of(plan);
  for (const base::FrameIndex cut : people.cuts)
    timeline.cuts.push_back(clip.frames.at(static_cast<std::size_t>(cut)).time);
  for (const tracking::Person& person : people.people) {
    PersonLane& lane = timeline.lanes.emplace_back();
    lane.person = person.id;
    lane.is_patient = person.id == patient;
    lane.has_body = person.has_body;
    lane.certainty = person.certainty;
    lane.stretches = stretches_of(presences(person, plan), plan, timeline.end);
  }
  return timeline;
}

}  // namespace securepose::pipeline
