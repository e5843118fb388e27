#pragma once

#include <vector>

#include "securepose/kinematics/measure.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

/// Name of a rhythm's signal for readers: "Left wrist", "Knee flexion (right)".
std::string rhythm_title(const kinematics::Rhythm& rhythm);

/// What the task measured, as lines of a table; empty for gait.
std::vector<Fact> task_facts(const kinematics::TaskResult& result);

/// Heading of that table, for instance "Rising from a seat".
std::string task_title(kinematics::Task task);

/// Gait profile score as rows of the table of parameters; none without reference bands.
std::vector<Parameter> profile_rows(const std::optional<kinematics::GaitProfile>& profile);

}  // namespace securepose::report
