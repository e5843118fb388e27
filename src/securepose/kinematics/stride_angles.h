#pragma once

#include <vector>

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/gait_parameters.h"

namespace securepose::kinematics {

/// The motions whose values are reported for each stride, without side and unit: "hip_flexion",
/// "knee_flexion", "ankle_dorsiflexion".
const std::vector<std::string>& stride_motions();

/// Value at contact, greatest in stance and in swing, least, and range of the stride's own hip,
/// knee and ankle, in the order of stride_motions(). Peaks are read from the samples inside the
/// stride; a value is missing if more than 10 % of its part of the stride was not seen.
std::vector<StrideAngle> stride_angles(const AngleTable& angles, const Stride& stride);

}  // namespace securepose::kinematics
