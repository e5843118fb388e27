#pragma once

#include <vector>

#include "securepose/check/check.h"
#include "securepose/covering/regions.h"

namespace securepose::pipeline {

/// The frames in which two plans of one clip cover other places, as ranges, ascending and apart.
/// Whose covers they are does not matter. Places are compared to a thousandth of a pixel, which is
/// what regions.json tells.
std::vector<check::FrameRange> changed_frames(const covering::CoverPlan& a,
                                              const covering::CoverPlan& b);

}  // namespace securepose::pipeline
