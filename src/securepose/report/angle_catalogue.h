#pragma once

#include <string>
#include <string_view>

#include "securepose/report/movement_data.h"

namespace securepose::report {

/// How the page speaks of a column of angles.csv.
struct AngleDescription {
  std::string title;       ///< "Knee flexion"
  std::string direction;   ///< "flexion +, extension −"; empty if unknown
  std::string definition;  ///< a sentence; empty if unknown
  int rank = 0;            ///< place among the panels, smaller first
  bool secondary = false;
};

/// A column name taken apart: "right_knee_flexion_deg" is right and "knee_flexion".
struct AngleName {
  Side side = Side::kMidline;
  std::string quantity;
};

AngleName parse_angle_name(std::string_view column);

/// Unknown quantities get a title made of their name and stand last.
AngleDescription describe_angle(std::string_view quantity);

}  // namespace securepose::report
