#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "securepose/kinematics/gait_cycle.h"

namespace securepose::kinematics {

/// What an angle looks like in a reference group, at 0, 1, ..., 100 % of the stride.
struct NormalBand {
  std::string angle;  ///< without side and unit: "knee_flexion", "trunk_lean"
  std::array<double, kCyclePercents> mean_deg{};
  std::array<double, kCyclePercents> deviation_deg{};
};

/// How far one angle of one side is from the reference over the whole stride.
struct GaitVariableScore {
  std::string angle;
  Side side = Side::kLeft;
  double score_deg = 0;
};

/// Gait variable scores and gait profile score (Baker et al. 2009, Gait Posture 30:265-269). Baker
/// uses nine angles from motion capture; here those count that the band has and the view shows, so
/// scores compare only among results with the same angles.
struct GaitProfile {
  std::vector<GaitVariableScore> variables;
  std::optional<double> left_deg;  ///< root mean square of the left side's variable scores
  std::optional<double> right_deg;
  std::optional<double> both_deg;  ///< of all variable scores
};

/// Root mean square difference between the patient's mean curves and the reference's means. A curve
/// counts if at least 90 of its 101 percents are known. Nothing without a band that fits a curve.
std::optional<GaitProfile> gait_profile(const std::vector<CycleCurve>& curves,
                                        const std::vector<NormalBand>& bands);

/// A column's name without side and unit.
std::string angle_of_column(const std::string& column);

}  // namespace securepose::kinematics
