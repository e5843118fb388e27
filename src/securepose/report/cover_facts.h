#pragma once

#include "securepose/covering/regions.h"
#include "securepose/report/report_data.h"

namespace securepose::report {

/// Counts, the timeline's lanes and the doubtful moments of a plan. Leaves the check, the fill, who
/// was covered and the pictures to the caller.
/// @param end  of the clip: the end of its last frame
Deidentification describe_cover(const covering::CoverPlan& plan, int width_px, int height_px,
                                base::Timestamp end);

}  // namespace securepose::report
