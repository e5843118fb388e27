#pragma once

#include <vector>

#include "securepose/kinematics/task.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

/// The drawings of a task: path of the sway with the ellipse of 95 %, spectra of the clearest four
/// rhythms, height of the hips with the rises. None for tasks without.
std::vector<LineChart> task_charts(const kinematics::TaskResult& result);

}  // namespace securepose::report
