#pragma once

#include <optional>
#include <string>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/tracking/people.h"

namespace securepose::identity {

/// Who is probably the patient, and why.
struct PatientSuggestion {
  base::PersonId person;
  double certainty = 0;              ///< 0 to 1
  std::vector<std::string> reasons;  ///< sentences for the user
  std::optional<base::PersonId> runner_up;
};

/// Nothing if the clip shows nobody with a body.
std::optional<PatientSuggestion> suggest_patient(const observation::ClipObservations& clip,
                                                 const tracking::People& people);

}  // namespace securepose::identity
