#include "securepose/report/angle_catalogue.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace securepose::report {
namespace {

struct Entry {
  std::string_view quantity;
  std::string_view title;
  std::string_view direction;
};

/// In the order of gait reports: lower limb from the hip down, trunk and pelvis, upper limb.
constexpr std::array kPrimary = {
    Entry{"hip_flexion", "Hip flexion", "flexion +, extension −"},
    Entry{"knee_flexion", "Knee flexion", "flexion +, extension −"},
    Entry{"ankle_dorsiflexion", "Ankle dorsiflexion", "dorsiflexion +, plantarflexion −"},
    Entry{"trunk_lean", "Trunk lean", "forward +, backward −"},
    Entry{"pelvis_obliquity", "Pelvic obliquity", ""},
    Entry{"pelvic_obliquity", "Pelvic obliquity", ""},
    Entry{"shoulder_obliquity", "Shoulder obliquity", ""},
    Entry{"shoulders_obliquity", "Shoulder obliquity", ""},
    Entry{"shoulder_flexion", "Shoulder flexion", "flexion +, extension −"},
    Entry{"elbow_flexion", "Elbow flexion", "flexion +, 0° straight"},
    Entry{"wrist_flexion", "Wrist flexion", "flexion +, extension −"},
    Entry{"neck_flexion", "Neck flexion", "flexion +, extension −"},
};

std::string readable(std::string_view quantity) {
  std::string title(quantity);
  std::replace(title.begin(), title.end(), '_', ' ');
  if (!title.empty())
    title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
  return title;
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
  for (std::size_t i = 0; i < kPrimary.size(); ++i) {
    if (kPrimary[i].quantity == quantity) {
      return {std::string(kPrimary[i].title), std::string(kPrimary[i].direction),
              static_cast<int>(i), false};
    }
  }
  return {readable(quantity), "", static_cast<int>(kPrimary.size()), true};
}

}  // namespace securepose::report
