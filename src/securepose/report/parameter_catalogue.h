#pragma once

#include "securepose/kinematics/gait_parameters.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

/// A row of the table of gait parameters, with a readable label, sensible decimals and the
/// definition in a sentence (docs/kinematics.md has the formulas).
Parameter describe_parameter(const kinematics::GaitParameter& parameter);

}  // namespace securepose::report
