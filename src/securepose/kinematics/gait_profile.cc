#include "securepose/kinematics/gait_profile.h"

#include <algorithm>
#include <cmath>

namespace securepose::kinematics {

namespace {

std::optional<double> distance_deg(const CycleCurve& curve, const NormalBand& band) {
  constexpr std::size_t kLeastKnown = 90;
  double squares = 0;
  std::size_t known = 0;
  for (std::size_t percent = 0; percent < kCyclePercents; ++percent) {
    if (!curve.mean_deg[percent]) continue;
    const double off = *curve.mean_deg[percent] - band.mean_deg[percent];
    squares += off * off;
    ++known;
  }
  if (known < kLeastKnown) return std::nullopt;
  return std::sqrt(squares / static_cast<double>(known));
}

std::optional<double> root_mean_square(const std::vector<GaitVariableScore>& scores,
                                       std::optional<Side> side) {
  double squares = 0, count = 0;
  for (const GaitVariableScore& score : scores) {
    if (side && score.side != *side) continue;
    squares += score.score_deg * score.score_deg;
    count += 1;
  }
  if (count == 0) return std::nullopt;
  return std::sqrt(squares / count);
}

}  // namespace

std::string angle_of_column(const std::string& column) {
  std::string angle = column;
  for (const char* side : {"left_", "right_"})
    if (angle.starts_with(side)) angle = angle.substr(std::string(side).size());
  constexpr std::string_view kUnit = "_deg";
  if (angle.ends_with(kUnit)) angle.resize(angle.size() - kUnit.size());
  return angle;
}

std::optional<GaitProfile> gait_profile(const std::vector<CycleCurve>& curves,
                                        const std::vector<NormalBand>& bands) {
  GaitProfile profile;
  for (const CycleCurve& curve : curves) {
    const std::string angle = angle_of_column(curve.column);
    const auto band = std::find_if(bands.begin(), bands.end(),
                                   [&](const NormalBand& b) { return b.angle == angle; });
    if (band == bands.end()) continue;
    if (const auto score = distance_deg(curve, *band))
      profile.variables.push_back({angle, curve.side, *score});
  }
  if (profile.variables.empty()) return std::nullopt;
  profile.left_deg = root_mean_square(profile.variables, Side::kLeft);
  profile.right_deg = root_mean_square(profile.variables, Side::kRight);
  profile.both_deg = root_mean_square(profile.variables, std::nullopt);
  return profile;
}

}  // namespace securepose::kinematics
