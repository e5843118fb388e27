#pragma once

#include "securepose/kinematics/measure.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

/// Stick figures for the strip: one stride in steps of a tenth if there is one (the middle one of
/// the recording), else twelve frames evenly spread over those that show the person.
SkeletonStrip stick_figures(const kinematics::MovementResult& result);

}  // namespace securepose::report
