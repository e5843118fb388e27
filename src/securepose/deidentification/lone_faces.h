#pragma once

#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/deidentification/regions.h"
#include "securepose/tracking/people.h"

namespace securepose::deidentification {

/// Covers every face that a detector saw clearly, or faintly but again and again at one place, and
/// that no region of the plan covers yet: in its frames and shortly before and after, within its
/// shot. Whatever went wrong in following people, a face that a detector saw stays covered.
/// @param spared  whose faces are left alone: the patient who is not to be covered
/// @param shots  first frames of all shots, 0 included, ascending
void cover_lone_faces(const tracking::ClipObservations& clip, const tracking::People& people,
                      std::optional<base::PersonId> spared,
                      const std::vector<base::FrameIndex>& shots, CoverPlan& plan);

}  // namespace securepose::deidentification
