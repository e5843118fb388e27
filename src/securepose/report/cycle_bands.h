#pragma once

#include <vector>

#include "securepose/kinematics/measure.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

/// Curves over the gait cycle: each stride of a side, from its initial contact to the next of the
/// same foot, is brought to 0 to 100 % by linear interpolation in time; mean and standard deviation
/// of the sample are taken over strides at each whole percent. A percent at which fewer than half
/// of the strides have a value is a gap. Only the primary angles; empty without strides.
std::vector<CyclePanel> cycle_panels(const kinematics::MovementResult& result);

}  // namespace securepose::report
