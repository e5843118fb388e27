#include "securepose/kinematics/plausibility.h"

#include <array>
#include <string_view>

namespace securepose::kinematics {

namespace {

struct Limits {
  std::string_view name;
  double lowest;
  double highest;
};

constexpr std::array kLimits = {
    Limits{"walking_speed_m_s", 0.08, 2.22},
    Limits{"cadence_steps_min", 40, 172.9},
    Limits{"stride_length_m", 0.15, 2.19},
    Limits{"step_length_m", 0.15 / 2, 2.19 / 2},
    Limits{"stride_time_s", 120 / 172.9, 120.0 / 40},
    Limits{"step_time_s", 60 / 172.9, 60.0 / 40},
};

bool inside(const std::optional<Statistic>& statistic, const Limits& limits) {
  return !statistic || (statistic->mean >= limits.lowest && statistic->mean <= limits.highest);
}

}  // namespace

bool plausible(const GaitParameter& parameter) {
  for (const Limits& limits : kLimits)
    if (limits.name == parameter.name)
      return inside(parameter.both, limits) && inside(parameter.left, limits) &&
             inside(parameter.right, limits);
  return true;
}

}  // namespace securepose::kinematics
