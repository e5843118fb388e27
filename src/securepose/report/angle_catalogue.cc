#include "securepose/report/angle_catalogue.h"

#include <algorithm>
#include <array>

#include "securepose/report/html.h"

namespace securepose::report {
namespace {

struct Entry {
  std::string_view quantity;
  std::string_view title;
  std::string_view direction;
  std::string_view definition;
};

/// In the order of gait reports: lower limb from the hip down, trunk and pelvis, upper limb.
/// docs/kinematics.md has landmarks, formulas and sources of each.
constexpr std::array kPrimary = {
    Entry{"hip_flexion", "Hip flexion", "flexion +, extension −",
          "Angle of the thigh against the vertical, in the plane in which the person walks."},
    Entry{"knee_flexion", "Knee flexion", "flexion +, extension −",
          "Angle between thigh and shank; 0° is a straight knee."},
    Entry{"ankle_dorsiflexion", "Ankle dorsiflexion", "dorsiflexion +, plantarflexion −",
          "Angle between shank and foot (heel to toes); 0° is a right angle."},
    Entry{"trunk_lean", "Trunk lean", "forward +, backward −",
          "Angle of the line from mid-hip to neck against the vertical, seen from the side."},
    Entry{"trunk_lateral_lean", "Trunk lateral lean", "to the right +, to the left −",
          "Angle of the line from mid-hip to neck against the vertical, seen from front or back."},
    Entry{"pelvic_obliquity", "Pelvic obliquity", "right side up +",
          "Angle of the line between the hips against the horizontal, seen from front or back."},
    Entry{"shoulder_obliquity", "Shoulder obliquity", "right side up +",
          "Angle of the line between the shoulders against the horizontal, seen from front or "
          "back."},
    Entry{"shoulder_flexion", "Shoulder flexion", "flexion +, extension −",
          "Angle of the upper arm against the trunk; 0° is an arm that hangs along it."},
    Entry{"elbow_flexion", "Elbow flexion", "flexion +, 0° straight",
          "Angle between upper arm and forearm; 0° is a straight elbow."},
    Entry{"wrist_flexion", "Wrist flexion", "flexion +, extension −",
          "Angle between forearm and hand (wrist to index finger); 0° is straight."},
    Entry{"neck_flexion", "Neck flexion", "flexion +, extension −",
          "Angle of the line from neck to ears against the trunk."},
};

/// Of interest to fewer readers. Segments: 0° points forward, −90° straight down.
constexpr std::array kSecondary = {
    Entry{"hip_flexion_trunk", "Hip flexion against the trunk", "flexion +, extension −",
          "Angle of the thigh against the line from neck to mid-hip."},
    Entry{"thigh_segment", "Thigh segment", "−90° vertical",
          "Direction of the thigh (hip to knee) against the horizontal ahead."},
    Entry{"shank_segment", "Shank segment", "−90° vertical",
          "Direction of the shank (knee to ankle) against the horizontal ahead."},
    Entry{"foot_segment", "Foot segment", "0° flat, toes up +",
          "Direction of the foot (heel to toes) against the horizontal ahead."},
    Entry{"upper_arm_segment", "Upper arm segment", "−90° vertical",
          "Direction of the upper arm (shoulder to elbow) against the horizontal ahead."},
    Entry{"forearm_segment", "Forearm segment", "−90° vertical",
          "Direction of the forearm (elbow to wrist) against the horizontal ahead."},
};

AngleDescription description_of(const Entry& entry, std::size_t rank, bool secondary) {
  return {std::string(entry.title), std::string(entry.direction), std::string(entry.definition),
          static_cast<int>(rank), secondary};
}

}  // namespace

AngleName parse_angle_name(std::string_view column) {
  AngleName name;
  if (column.ends_with("_deg")) column.remove_suffix(4);
  if (column.starts_with("left_")) {
    name.side = Side::kLeft;
    column.remove_prefix(5);
  } else if (column.starts_with("right_")) {
    name.side = Side::kRight;
    column.remove_prefix(6);
  }
  name.quantity = column;
  return name;
}

AngleDescription describe_angle(std::string_view quantity) {
  for (std::size_t i = 0; i < kPrimary.size(); ++i)
    if (kPrimary[i].quantity == quantity) return description_of(kPrimary[i], i, false);
  for (std::size_t i = 0; i < kSecondary.size(); ++i) {
    if (kSecondary[i].quantity == quantity)
      return description_of(kSecondary[i], kPrimary.size() + i, true);
  }
  constexpr std::size_t kLast = kPrimary.size() + kSecondary.size();
  return {readable(quantity), "", "", static_cast<int>(kLast), true};
}

}  // namespace securepose::report
