#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/covering/regions.h"
#include "securepose/tracking/people.h"

namespace securepose::pipeline {

/// How a person is there at a time.
enum class Presence {
  kSeen,      ///< the body is seen
  kFaceOnly,  ///< only the face is seen
  kHidden,    ///< between two detections; the head is covered where it must be
  kHeld,      ///< before the first or after the last detection; the cover is held for safety
};

/// "seen", "face", "hidden", "held".
std::string_view name_of(Presence presence);

struct PresenceStretch {
  base::Timestamp start;
  base::Timestamp end;  ///< the end of its last frame
  Presence presence = Presence::kSeen;
};

/// One person over the clip.
struct PersonLane {
  base::PersonId person;
  bool is_patient = false;
  bool has_body = true;
  double certainty = 0;                    ///< 0 to 1, of tracking::Person
  std::vector<PresenceStretch> stretches;  ///< in order, apart; gaps: not there
};

/// Who is there when.
struct PeopleTimeline {
  base::Timestamp start;
  base::Timestamp end;
  std::vector<PersonLane> lanes;  ///< in the order of People
  std::vector<base::Timestamp> cuts;
};

/// @param plan  what is covered, by person, of the same people
PeopleTimeline people_timeline(const observation::ClipObservations& clip,
                               const tracking::People& people, const covering::CoverPlan& plan,
                               std::optional<base::PersonId> patient);

}  // namespace securepose::pipeline
