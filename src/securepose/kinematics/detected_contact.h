#pragma once

#include <cstddef>

#include "securepose/kinematics/gait_event.h"

namespace securepose::kinematics {

/// A contact of one foot as the methods for a view find it, before the order is checked.
struct DetectedContact {
  Side side = Side::kLeft;
  GaitEventKind kind = GaitEventKind::kInitialContact;
  double time_s = 0;  ///< in the tracks' time
  double certainty = 0;
};

}  // namespace securepose::kinematics
