#pragma once

#include <string>

#include "securepose/report/movement_data.h"

namespace securepose::report {

/// The drawing of stick figures side by side, all at one scale, left and right in their colours.
/// Empty without a figure that has a bone.
std::string skeleton_chart(const SkeletonStrip& strip);

}  // namespace securepose::report
