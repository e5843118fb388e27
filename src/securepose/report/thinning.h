#pragma once

#include <cstddef>
#include <vector>

#include "securepose/report/movement_data.h"

namespace securepose::report {

/// Curves on a common time axis with fewer samples.
struct ThinnedCurves {
  std::vector<base::Timestamp> times;
  std::vector<Curve> curves;
  std::size_t samples_per_two = 2;  ///< that many samples became two; 2: nothing was thinned
};

/// Replaces equal runs of samples by two, the lowest and the highest of the run in the order in
/// which they came, so that no peak is lost. A run of which most is missing stays missing; one
/// interpolated sample flags its run.
/// @throws std::invalid_argument if a curve has another number of samples than the time axis
ThinnedCurves thin(const std::vector<base::Timestamp>& times, const std::vector<Curve>& curves,
                   std::size_t most_samples);

/// Positions of at most `most` of `count` things, evenly spread, the first and the last among them.
std::vector<std::size_t> evenly(std::size_t count, std::size_t most);

}  // namespace securepose::report
