#pragma once

#include <string>

#include "securepose/report/axis.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

/// Ends of the time axis of all curves, in seconds; 0 to 1 without samples.
AxisRange time_range_s(const Movement& movement);

/// Ends of the value axis of a panel, with margin.
AxisRange value_range(const CurvePanel& panel);

/// The drawing of a panel over time: measured parts solid, interpolated ones dashed, gaps open,
/// passes tinted, events marked. Needs no script.
std::string curve_chart(const CurvePanel& panel, const Movement& movement);

/// True if a recording is so long that its curves take the page's whole width.
bool needs_wide_charts(const Movement& movement);

/// True if strides stand so close that lines have to be thin for both sides to be seen.
bool is_dense(const Movement& movement);

/// One line a curve: its lowest and highest value and how much is missing or interpolated.
std::string curve_summary(const CurvePanel& panel);

/// True if a panel has any value.
bool has_values(const CurvePanel& panel);

}  // namespace securepose::report
