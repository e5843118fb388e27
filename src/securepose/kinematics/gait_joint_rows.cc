// Rows of the gait table that are read off the angles of each stride.
#include <algorithm>
#include <array>
#include <limits>

#include "securepose/kinematics/gait_table.h"
#include "securepose/kinematics/stride_angles.h"

namespace securepose::kinematics {

namespace {

std::string or_else(const std::string& reason, const char* otherwise) {
  return reason.empty() ? otherwise : reason;
}

}  // namespace

std::optional<double> GaitTable::arm_range_deg(const Stride& stride) const {
  const AngleColumn* column = evidence_.angles.find(
      stride.side == Side::kLeft ? "left_shoulder_flexion_deg" : "right_shoulder_flexion_deg");
  if (column == nullptr) return std::nullopt;
  const auto& times = evidence_.angles.times;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  double known = 0, all = 0;
  for (auto at = std::lower_bound(times.begin(), times.end(), stride.start);
       at != times.end() && *at <= stride.end; ++at) {
    all += 1;
    const auto& value = column->values_deg[static_cast<std::size_t>(at - times.begin())];
    if (!value) continue;
    known += 1;
    least = std::min(least, *value);
    most = std::max(most, *value);
  }
  constexpr double kLeastKnown = 0.9;  // a range with holes would be too small
  if (all == 0 || known < kLeastKnown * all) return std::nullopt;
  return most - least;
}

void GaitTable::add_arm_swing() {
  const AngleColumn* column = evidence_.angles.find("right_shoulder_flexion_deg");
  add_sided("arm_swing_deg", "deg",
            over_strides([this](const Stride& s) { return arm_range_deg(s); }),
            column != nullptr && !column->missing_reason.empty()
                ? column->missing_reason
                : or_else(no_strides_reason(), "The arms were not seen over a whole stride."));
}

void GaitTable::add_joint_angles() {
  for (std::size_t r = 0; r < angle_readings().size(); ++r) {
    const AngleReadingInfo& info = angle_readings()[r];
    const std::string motion(info.motion);
    const AngleColumn* left = evidence_.angles.find("left_" + motion + "_deg");
    const AngleColumn* right = evidence_.angles.find("right_" + motion + "_deg");
    std::string reason = no_strides_reason();
    if (left != nullptr && right != nullptr && !left->missing_reason.empty() &&
        !right->missing_reason.empty())
      reason = right->missing_reason;
    if (reason.empty()) reason = "This part of a stride was never seen as a whole.";
    add_sided(motion + "_" + std::string(info.what) + "_deg", "deg",
              over_strides([&](const Stride& s) { return s.angles_deg[r]; }), reason,
              /*has_zero=*/info.what == "range");
  }
}

}  // namespace securepose::kinematics
