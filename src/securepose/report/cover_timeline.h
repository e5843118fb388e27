#pragma once

#include <string>

#include "securepose/report/report_data.h"

namespace securepose::report {

/// The drawing of what is covered when: a lane a person, shaded by the evidence, with the doubtful
/// moments marked and numbered as in their table. Where several kinds of evidence share one column
/// of the drawing, the weakest is shown.
std::string cover_timeline(const Deidentification& deidentification, base::Timestamp duration);

/// Lanes that cover_timeline() draws at most.
inline constexpr std::size_t kMostLanes = 40;

}  // namespace securepose::report
