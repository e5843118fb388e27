#pragma once

#include "securepose/base/timestamp.h"

namespace securepose::kinematics {

/// Turns the presentation times of a video into the movement's own time. They differ where a
/// recording plays slower than it was captured (slow motion) or faster (time lapse).
struct MovementClock {
  /// Capture rate / played rate: 4 if a second of the movement is shown in four. Above 0.
  double factor = 1;

  /// Both clocks show 0 at the same moment.
  base::Timestamp movement_time(base::Timestamp presentation) const {
    if (factor == 1) return presentation;
    return base::Timestamp::from_seconds(presentation.seconds() / factor);
  }
  base::Timestamp presentation_time(base::Timestamp movement) const {
    if (factor == 1) return movement;
    return base::Timestamp::from_seconds(movement.seconds() * factor);
  }
};

}  // namespace securepose::kinematics
