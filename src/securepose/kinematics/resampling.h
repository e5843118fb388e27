#pragma once

#include <vector>

namespace securepose::kinematics {

/// Values at `at_s`, which must ascend and lie within `time_s`, by a cubic through neighbouring
/// points (Hermite, slopes from the parabola through three neighbours; exact for parabolas, no
/// overshoot beyond one interval). @param time_s  strictly ascending, as many as `values`, at least
/// 1
std::vector<double> resample(const std::vector<double>& time_s, const std::vector<double>& values,
                             const std::vector<double>& at_s);

}  // namespace securepose::kinematics
