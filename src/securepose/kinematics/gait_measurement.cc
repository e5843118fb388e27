#include "securepose/kinematics/gait_measurement.h"

#include "securepose/kinematics/floor_velocity.h"
#include "securepose/kinematics/gait_table.h"

namespace securepose::kinematics {

namespace {

std::optional<double> height_m(const PassGeometry& pass, const ScaleSource& source) {
  if (const auto* patient = std::get_if<PatientHeight>(&source)) return patient->height_m;
  if (const auto* factor = std::get_if<MetresPerPixel>(&source))
    return factor->m_per_px * pass.size.height_px;
  if (const auto* known = std::get_if<KnownDistance>(&source))
    return known->length_m / geometry::distance_px(known->from, known->to) * pass.size.height_px;
  return std::nullopt;
}

}  // namespace

std::vector<PassScale> pass_scales(const GaitEvidence& evidence, const MovementOptions& options) {
  std::vector<PassScale> scales;
  for (std::size_t p = 0; p < evidence.passes.size(); ++p) {
    const PassGeometry& pass = evidence.passes[p];
    PassScale scale;
    scale.height_m = height_m(pass, options.scale);
    scale.lengths = walks(pass) && from_the_side(pass);
    if (pass.on_the_spot || pass.moving_camera)
      scale.floor_velocity = standing_foot_velocity(evidence.tracks, pass, p, evidence.events)
                                 .value_or(floor_velocity(evidence.tracks, pass));
    if (options.treadmill && options.belt_speed_m_s) {
      // The belt itself is a scale: how fast it moves through the picture, and in metres.
      constexpr double kLeastVelocity = 0.05;
      if (!scale.height_m && scale.lengths && scale.floor_velocity < -kLeastVelocity)
        scale.height_m = *options.belt_speed_m_s / -scale.floor_velocity;
      if (scale.height_m) scale.floor_velocity = -*options.belt_speed_m_s / *scale.height_m;
    }
    scales.push_back(scale);
  }
  return scales;
}

GaitParameters measure_gait(const GaitEvidence& evidence, const MovementOptions& options) {
  return GaitTable(evidence, options).build();
}

const GaitParameter* GaitParameters::find(const std::string& name) const {
  for (const GaitParameter& p : parameters)
    if (p.name == name) return &p;
  return nullptr;
}

}  // namespace securepose::kinematics
