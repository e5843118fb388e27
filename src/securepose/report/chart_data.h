#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>

#include "securepose/report/movement_data.h"

namespace securepose::report {

/// The numbers behind the charts, for the page's script (web/report/chart_data.ts reads them).
///
/// Each series is a list of differences of whole steps, the first from zero; null is a gap and does
/// not change the running value. `step` is the size of a step, 0.1 degrees for angles. Times are in
/// steps of 0.1 ms. Flags are lengths of runs, alternately off and on, the first off. Long
/// recordings are thinned, see thin().
nlohmann::ordered_json chart_data(const Movement& movement);

/// How many samples of a recording became two in chart_data(); 2 if none was left out.
std::size_t samples_per_two(const Movement& movement);

}  // namespace securepose::report
