#include <cmath>
#include <nlohmann/json.hpp>

#include "securepose/formats/movement_files.h"
#include "securepose/formats/task_json.h"

namespace securepose::formats {

namespace {

using Json = nlohmann::ordered_json;
using kinematics::GaitParameter;
using kinematics::MovementResult;
using kinematics::Statistic;

/// Six significant decimals: files stay the same where the last bits of a sum differ.
Json rounded(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::round(value * 1e6) / 1e6;
}

Json rounded(const std::optional<double>& value) { return value ? rounded(*value) : Json(nullptr); }

Json mean_of(const std::optional<Statistic>& statistic) {
  return statistic ? rounded(statistic->mean) : Json(nullptr);
}

Json statistic_json(const std::optional<Statistic>& statistic) {
  if (!statistic) return nullptr;
  return {{"mean", rounded(statistic->mean)},
          {"standard_deviation", rounded(statistic->standard_deviation)},
          {"coefficient_of_variation_percent", rounded(statistic->coefficient_of_variation_pct)},
          {"count", statistic->count}};
}

bool belongs_to_a_side(const GaitParameter& p) { return p.of_a_side; }

Json details_json(const GaitParameter& p) {
  Json json = {{"unit", p.unit}};
  json["both"] = statistic_json(p.both);
  if (belongs_to_a_side(p)) {
    json["left"] = statistic_json(p.left);
    json["right"] = statistic_json(p.right);
    json["symmetry_percent"] = rounded(p.symmetry_pct);
  }
  json["plausible"] = p.plausible;
  json["missing_reason"] = p.missing_reason.empty() ? Json(nullptr) : Json(p.missing_reason);
  return json;
}

std::string_view smoother_name(kinematics::Smoother smoother) {
  switch (smoother) {
    case kinematics::Smoother::kButterworth:
      return "butterworth_zero_phase";
    case kinematics::Smoother::kSavitzkyGolay:
      return "savitzky_golay";
    case kinematics::Smoother::kGcvSpline:
      return "gcv_spline";
    case kinematics::Smoother::kKalman:
      return "kalman_smoother";
    case kinematics::Smoother::kNone:
      break;
  }
  return "none";
}

Json filter_json(const kinematics::FilterFacts& f) {
  return {{"kind", smoother_name(f.smoother)},
          {"order", f.order},
          {"true_cutoff_hz", rounded(f.true_cutoff_hz)},
          {"nominal_cutoff_hz", rounded(f.nominal_cutoff_hz)},
          {"sample_rate_hz", rounded(f.sample_rate_hz)},
          {"resampled", f.resampled}};
}

Json passes_json(const MovementResult& result) {
  const kinematics::MovementClock& clock = result.clean.clock;
  Json passes = Json::array();
  for (const kinematics::WalkingPass& pass : result.passes)
    passes.push_back({{"start_s", rounded(clock.presentation_time(pass.start).seconds())},
                      {"end_s", rounded(clock.presentation_time(pass.end).seconds())},
                      {"movement_start_s", rounded(pass.start.seconds())},
                      {"movement_end_s", rounded(pass.end.seconds())},
                      {"activity", name_of(pass.activity)},
                      {"view", name_of(pass.view)},
                      {"obliqueness_deg", rounded(pass.obliqueness_deg)},
                      {"facing", pass.facing > 0   ? Json("right")
                                 : pass.facing < 0 ? Json("left")
                                                   : Json(nullptr)}});
  return passes;
}

Json turns_json(const MovementResult& result) {
  const kinematics::MovementClock& clock = result.clean.clock;
  Json turns = Json::array();
  for (const kinematics::Turn& turn : result.turns)
    turns.push_back({{"start_s", rounded(clock.presentation_time(turn.start).seconds())},
                     {"end_s", rounded(clock.presentation_time(turn.end).seconds())},
                     {"movement_start_s", rounded(turn.start.seconds())},
                     {"movement_end_s", rounded(turn.end.seconds())}});
  return turns;
}

Json summary_json(const kinematics::MovementSummary& s) {
  return {{"samples", s.samples},
          {"samples_with_person", s.samples_with_person},
          {"duration_s", rounded(s.duration_s)},
          {"median_rate_hz", rounded(s.median_rate_hz)},
          {"variable_rate", s.variable_rate},
          {"outliers_replaced", s.outliers},
          {"samples_with_swapped_sides", s.swapped_samples},
          {"points_interpolated", s.interpolated_points},
          {"longest_filled_gap_s", rounded(s.longest_filled_gap_s)},
          {"gaps_left_open", s.long_gaps}};
}

Json missing_angles_json(const MovementResult& result) {
  Json missing = Json::object();
  for (const auto& column : result.angles.columns)
    if (!column.missing_reason.empty()) missing[column.name] = column.missing_reason;
  return missing;
}

}  // namespace

std::string gait_json(const MovementResult& result) {
  Json json;
  for (const GaitParameter& p : result.gait.parameters) {
    if (belongs_to_a_side(p))
      json[p.name] = {{"left", mean_of(p.left)}, {"right", mean_of(p.right)}};
    else
      json[p.name] = mean_of(p.both);
  }
  json["hip_reference"] =
      result.hip_reference == kinematics::HipReference::kVertical ? "vertical" : "trunk";
  json["parameters"] = Json::object();
  for (const GaitParameter& p : result.gait.parameters)
    json["parameters"][p.name] = details_json(p);
  json["slow_motion_factor"] = rounded(result.clean.clock.factor);
  json["passes"] = passes_json(result);
  json["turns"] = turns_json(result);
  json["scale"] = {{"source", result.scale.source},
                   {"m_per_px", rounded(result.scale.m_per_px)},
                   {"body_height_px", rounded(result.scale.body_height_px)},
                   {"floor_slope_deg", rounded(result.scale.floor_slope_deg)}};
  json["filter"] = filter_json(result.filter);
  json["events"] = result.events_given ? "given" : "found";
  json["gait_profile"] = gait_profile_json(result.gait_profile);
  json["task"] = task_json(result.task, result.clean.clock);
  json["summary"] = summary_json(result.summary);
  json["angles_without_values"] = missing_angles_json(result);
  json["notes"] = result.notes;
  return json.dump(2) + "\n";
}

}  // namespace securepose::formats
