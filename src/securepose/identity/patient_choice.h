#pragma once

#include <string>
#include <variant>

#include "securepose/base/ids.h"
#include "securepose/geometry/point.h"
#include "securepose/tracking/people.h"

namespace securepose::identity {

/// Who the patient is by what shows in the upright picture, over each person's median frame. People
/// at different distances are compared as they appear.
enum class PatientTrait {
  kLargest,   ///< whose box has the greatest area
  kTallest,   ///< whose box is the highest, of those whose whole body mostly shows if there are any
  kShortest,  ///< the opposite
  kMovesMost,  ///< whose body and limbs go the longest way
};

/// Whoever stands farthest to the left of the upright picture at a time.
struct LeftMostAt {
  double time_s = 0;
  friend bool operator==(const LeftMostAt&, const LeftMostAt&) = default;
};

/// Whoever is at a place of the picture as recorded, in pixels, at a time.
struct PersonAt {
  geometry::Point point;
  double time_s = 0;
  friend bool operator==(const PersonAt&, const PersonAt&) = default;
};

/// The user's word on who the patient is.
using PatientChoice = std::variant<base::PersonId, PatientTrait, LeftMostAt, PersonAt>;

/// Reads `N`, `largest`, `tallest`, `shortest`, `moves-most`, `left-most@t` or `x,y@t`, times in
/// seconds.
/// @throws base::Error(kUsage) for anything else
PatientChoice parse_patient_choice(const std::string& text);

/// The person chosen. Only people with a body can be chosen by a trait or a place.
/// @throws base::Error(kUsage) if there is nobody of that number, nobody at that time or place, or
/// nobody with a body
base::PersonId chosen_patient(const PatientChoice& choice,
                              const observation::ClipObservations& clip,
                              const tracking::People& people);

}  // namespace securepose::identity
