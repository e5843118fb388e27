#pragma once

#include <string>
#include <vector>

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/task.h"

namespace securepose::kinematics {

/// Least and greatest value of each angle that has values, and when; or of the angle asked for.
/// @throws base::Error(kUsage) if there is no such angle.
std::vector<RangeOfMotion> ranges_of_motion(const AngleTable& angles, const TaskRequest& request);

/// Why there is no range; a sentence.
std::string no_range_reason(const AngleTable& angles, const TaskRequest& request);

}  // namespace securepose::kinematics
