#pragma once

#include "securepose/kinematics/gait_parameters.h"

namespace securepose::kinematics {

/// Whether the mean of a parameter lies inside what the Mobilise-D consortium accepts for walking
/// (official_mobilised_dmo_thresholds, all cohorts: cadence 40 to 172.9 steps/min, speed 0.08
/// to 2.22 m/s, stride length 0.15 to 2.19 m), or, for steps and times, what follows from these.
/// Parameters without limits and without a value are plausible.
bool plausible(const GaitParameter& parameter);

}  // namespace securepose::kinematics
