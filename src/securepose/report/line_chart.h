#pragma once

#include <string>

#include "securepose/report/movement_data.h"

namespace securepose::report {

/// The chart as an SVG drawing; long lines are thinned to what the drawing can show.
std::string line_chart(const LineChart& chart);

}  // namespace securepose::report
