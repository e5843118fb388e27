#pragma once

#include <cstdint>
#include <optional>

#include "securepose/covering/regions.h"
#include "securepose/tracking/people.h"

namespace securepose::covering {

/// How far a plan that leaves the patient open does what it was asked to: counts of heads in frames
/// in which they were seen.
struct CoverShares {
  std::int64_t patient_seen = 0;
  std::int64_t patient_open = 0;  ///< of these, with less than a tenth of the head covered
  std::int64_t others_seen = 0;
  std::int64_t others_covered = 0;  ///< of these, with nine tenths of the head covered or more

  /// Share of the patient's frames with an open face, 0 to 1; nothing if the patient's head was
  /// never seen.
  std::optional<double> patient_open_share() const;
  /// Share of the others' frames that is covered, 0 to 1; nothing if nobody else's head was seen.
  std::optional<double> others_covered_share() const;
};

/// @param clip  as it is recorded
/// @param plan  in the recorded picture
CoverShares cover_shares(const observation::ClipObservations& clip, const tracking::People& people,
                         std::optional<base::PersonId> patient, const CoverPlan& plan);

}  // namespace securepose::covering
