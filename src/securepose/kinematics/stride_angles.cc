#include "securepose/kinematics/stride_angles.h"

#include <algorithm>
#include <string>

#include "securepose/kinematics/gait_cycle.h"

namespace securepose::kinematics {

namespace {

struct Extremes {
  double least = 0;
  double most = 0;
};

/// Of the samples between two times, both included.
std::optional<Extremes> extremes(const AngleTable& angles, const AngleColumn& column,
                                 base::Timestamp from, base::Timestamp to) {
  std::optional<Extremes> found;
  double known = 0, all = 0;
  const auto begin = std::lower_bound(angles.times.begin(), angles.times.end(), from);
  for (auto at = begin; at != angles.times.end() && *at <= to; ++at) {
    all += 1;
    const auto& value = column.values_deg[static_cast<std::size_t>(at - angles.times.begin())];
    if (!value) continue;
    known += 1;
    if (!found) found = Extremes{*value, *value};
    found->least = std::min(found->least, *value);
    found->most = std::max(found->most, *value);
  }
  constexpr double kLeastKnown = 0.9;  // a peak may lie in what was not seen
  if (all == 0 || known < kLeastKnown * all) return std::nullopt;
  return found;
}

}  // namespace

const std::vector<std::string>& stride_motions() {
  static const std::vector<std::string> motions = {"hip_flexion", "knee_flexion",
                                                   "ankle_dorsiflexion"};
  return motions;
}

std::vector<StrideAngle> stride_angles(const AngleTable& angles, const Stride& stride) {
  std::vector<StrideAngle> all;
  for (const std::string& motion : stride_motions()) {
    StrideAngle& one = all.emplace_back();
    one.motion = motion;
    const AngleColumn* column =
        angles.find(std::string(name_of(stride.side)) + "_" + motion + "_deg");
    if (column == nullptr) continue;
    one.at_contact_deg = angle_at(angles, *column, stride.start);
    if (const auto whole = extremes(angles, *column, stride.start, stride.end)) {
      one.least_deg = whole->least;
      one.range_deg = whole->most - whole->least;
    }
    if (!stride.final_contact) continue;
    if (const auto stance = extremes(angles, *column, stride.start, *stride.final_contact))
      one.stance_peak_deg = stance->most;
    if (const auto swing = extremes(angles, *column, *stride.final_contact, stride.end))
      one.swing_peak_deg = swing->most;
  }
  return all;
}

}  // namespace securepose::kinematics
