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

const AngleColumn* GaitTable::angle_of(Side side, const std::string& motion) const {
  return evidence_.angles.find(std::string(name_of(side)) + "_" + motion + "_deg");
}

std::string GaitTable::no_angle_reason(const std::string& motion) const {
  const AngleColumn *left = angle_of(Side::kLeft, motion), *right = angle_of(Side::kRight, motion);
  const bool missing = left != nullptr && right != nullptr && !left->missing_reason.empty() &&
                       !right->missing_reason.empty();
  return missing ? right->missing_reason : "";
}

std::string GaitTable::no_side_angle_reason(Side side, const std::string& motion) const {
  const AngleColumn* column = angle_of(side, motion);
  const bool strides = std::any_of(result_.strides.begin(), result_.strides.end(),
                                   [&](const Stride& stride) { return stride.side == side; });
  if (!strides || column == nullptr || column->missing_reason.empty()) return no_side_reason(side);
  return "On the " + std::string(name_of(side)) + " side: " + column->missing_reason;
}

void GaitTable::add_arm_swing() {
  const std::string motion = "shoulder_flexion";
  const std::string no_angle = no_angle_reason(motion);
  add_sided("arm_swing_deg", "deg",
            over_strides([this](const Stride& s) { return arm_range_deg(s); }),
            !no_angle.empty()
                ? no_angle
                : or_else(no_strides_reason(), "The arms were not seen over a whole stride."),
            true, [&](Side side) { return no_side_angle_reason(side, motion); });
}

void GaitTable::add_joint_angles() {
  for (std::size_t r = 0; r < angle_readings().size(); ++r) {
    const AngleReadingInfo& info = angle_readings()[r];
    const std::string motion(info.motion);
    std::string reason = no_angle_reason(motion);
    if (reason.empty()) reason = no_strides_reason();
    if (reason.empty()) reason = "This part of a stride was never seen as a whole.";
    add_sided(motion + "_" + std::string(info.what) + "_deg", "deg",
              over_strides([&](const Stride& s) { return s.angles_deg[r]; }), reason,
              /*has_zero=*/info.what == "range",
              [&](Side side) { return no_side_angle_reason(side, motion); });
  }
}

}  // namespace securepose::kinematics
