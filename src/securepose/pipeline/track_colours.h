#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "securepose/tracking/people.h"

namespace securepose::pipeline {

using TrackColours = std::map<base::PersonId, std::array<std::uint8_t, 3>>;

/// The constant colour with which each person's head is filled: the mean of the head, or else of
/// the face, over all frames in which it was seen. A person of whom neither was seen has no entry.
TrackColours track_colours(const observation::ClipObservations& clip,
                           const tracking::People& people);

}  // namespace securepose::pipeline
