#pragma once

#include "securepose/observation/observations.h"

namespace securepose::testing {

/// An upright clip as a camera records it that was held in another way.
/// @param upright_turn_deg  0, 90, 180 or 270, clockwise, after which people stand upright
observation::ClipObservations recorded_turned(observation::ClipObservations upright,
                                              int upright_turn_deg);

}  // namespace securepose::testing
