#pragma once

#include "securepose/observation/observations.h"

namespace securepose::testing {

/// Observations for the room's tests: every field filled, all values different and exact in single
/// precision; they depend on the frame's index.
observation::FrameObservations example_observations(base::FrameIndex index);

}  // namespace securepose::testing
