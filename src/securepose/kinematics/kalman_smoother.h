#pragma once

#include <vector>

namespace securepose::kinematics {

/// Rauch, Tung & Striebel's smoother (1965, AIAA J. 3:1445) with a body whose jerk is white noise:
/// position, velocity and acceleration are estimated forwards and backwards, at the given times
/// themselves, even or not. The noise is chosen so that the gain of the whole falls to -3 dB at the
/// cut-off (1 / (1 + r / q w^6) for continuous time).
/// @param time_s  strictly ascending, as many as `values`; fewer than 4 come back as they are
std::vector<double> smooth_by_kalman(const std::vector<double>& time_s,
                                     const std::vector<double>& values, double cutoff_hz);

}  // namespace securepose::kinematics
