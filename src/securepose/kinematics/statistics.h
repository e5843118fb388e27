#pragma once

#include <optional>
#include <vector>

#include "securepose/kinematics/gait_parameters.h"

namespace securepose::kinematics {

/// Mean, standard deviation of the sample (n - 1, from two values on), coefficient of variation in
/// percent of the mean's size (missing where the mean is 0), and count; nothing without values.
std::optional<Statistic> statistic_of(const std::vector<double>& values);

}  // namespace securepose::kinematics
