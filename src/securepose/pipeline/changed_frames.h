#pragma once

#include <vector>

#include "securepose/deidentification/check.h"
#include "securepose/deidentification/regions.h"

namespace securepose::pipeline {

/// The frames in which two plans of one clip cover other places, as ranges, ascending and apart.
/// Whose covers they are does not matter. Places are compared to a thousandth of a pixel, which is
/// what regions.json tells.
std::vector<deidentification::FrameRange> changed_frames(const deidentification::CoverPlan& a,
                                                         const deidentification::CoverPlan& b);

}  // namespace securepose::pipeline
