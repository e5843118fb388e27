#pragma once

#include <string>

#include "securepose/report/axis.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

/// Ends of the value axis of a panel over the gait cycle, bands and reference included.
AxisRange value_range(const CyclePanel& panel);

/// The drawing of a panel over the gait cycle: mean of each side with a band of one standard
/// deviation, final contact as an upright line, the user's reference as a grey band.
std::string cycle_chart(const CyclePanel& panel);

/// "left: mean of 5 strides; right: ...".
std::string cycle_summary(const CyclePanel& panel);

}  // namespace securepose::report
