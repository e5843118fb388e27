#include "securepose/report/cycle_bands.h"

#include <algorithm>
#include <map>
#include <utility>

#include "securepose/report/angle_catalogue.h"

namespace securepose::report {
namespace {

using kinematics::MovementResult;

CycleBand band_of(const kinematics::CycleCurve& curve) {
  CycleBand band;
  band.side = curve.side == kinematics::Side::kLeft ? Side::kLeft : Side::kRight;
  band.strides = static_cast<int>(curve.strides);
  band.mean.assign(curve.mean_deg.begin(), curve.mean_deg.end());
  band.sd.assign(curve.deviation_deg.begin(), curve.deviation_deg.end());
  band.final_contact_percent = curve.final_contact_percent;
  return band;
}

std::optional<ReferenceBand> reference_for(const MovementResult& result,
                                           const std::string& column) {
  const std::string angle = kinematics::angle_of_column(column);
  for (const kinematics::NormalBand& band : result.normal_bands)
    if (band.angle == angle)
      return ReferenceBand{"supplied by the user",
                           {band.mean_deg.begin(), band.mean_deg.end()},
                           {band.deviation_deg.begin(), band.deviation_deg.end()}};
  return std::nullopt;
}

}  // namespace

std::vector<CyclePanel> cycle_panels(const MovementResult& result) {
  std::map<std::pair<int, std::string>, CyclePanel> panels;
  for (const kinematics::CycleCurve& curve :
       kinematics::cycle_curves(result.angles, result.gait.strides)) {
    const AngleName name = parse_angle_name(curve.column);
    const AngleDescription description = describe_angle(name.quantity);
    if (description.secondary) continue;
    CyclePanel& panel = panels[{description.rank, name.quantity}];
    panel.title = description.title;
    panel.unit = "°";
    panel.direction = description.direction;
    panel.reference = reference_for(result, curve.column);
    panel.bands.push_back(band_of(curve));
  }
  std::vector<CyclePanel> drawn;
  for (auto& [key, panel] : panels) {
    if (panel.bands.empty()) continue;
    std::stable_sort(panel.bands.begin(), panel.bands.end(),
                     [](const CycleBand& a, const CycleBand& b) { return a.side < b.side; });
    drawn.push_back(std::move(panel));
  }
  return drawn;
}

}  // namespace securepose::report
