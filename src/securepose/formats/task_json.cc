#include "securepose/formats/task_json.h"

#include <cmath>

namespace securepose::formats {

namespace {

using Json = nlohmann::ordered_json;
using kinematics::MovementClock;

Json rounded(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::round(value * 1e6) / 1e6;
}

Json rounded(const std::optional<double>& value) { return value ? rounded(*value) : Json(nullptr); }

Json rises_json(const kinematics::SitToStand& result, const MovementClock& clock) {
  Json rises = Json::array();
  for (const kinematics::Rise& rise : result.rises)
    rises.push_back({{"start_s", rounded(clock.presentation_time(rise.start).seconds())},
                     {"end_s", rounded(clock.presentation_time(rise.end).seconds())},
                     {"movement_start_s", rounded(rise.start.seconds())},
                     {"movement_end_s", rounded(rise.end.seconds())},
                     {"duration_s", rounded(rise.duration_s())}});
  return {{"rises", std::move(rises)},
          {"mean_rise_s", rounded(result.mean_rise_s)},
          {"five_times_s", rounded(result.five_times_s)}};
}

Json sway_json(const kinematics::Sway& sway) {
  Json json = {{"point", sway.point},
               {"duration_s", rounded(sway.duration_s)},
               {"path_body_heights", rounded(sway.path_heights)},
               {"speed_body_heights_s", rounded(sway.speed_heights_s)},
               {"area_95_body_heights2", rounded(sway.area_heights2)},
               {"sideways_sd_body_heights", rounded(sway.sideways_heights)},
               {"upwards_sd_body_heights", rounded(sway.upwards_heights)}};
  const auto metres = [&](double heights, int power) -> Json {
    if (!sway.body_height_m) return nullptr;
    return rounded(heights * std::pow(*sway.body_height_m, power));
  };
  json["path_m"] = metres(sway.path_heights, 1);
  json["speed_m_s"] = metres(sway.speed_heights_s, 1);
  json["area_95_m2"] = metres(sway.area_heights2, 2);
  json["sideways_sd_m"] = metres(sway.sideways_heights, 1);
  json["upwards_sd_m"] = metres(sway.upwards_heights, 1);
  return json;
}

Json rhythm_json(const kinematics::Rhythm& rhythm) {
  return {{"signal", rhythm.signal},
          {"unit", rhythm.unit},
          {"frequency_hz", rounded(rhythm.frequency_hz)},
          {"amplitude", rounded(rhythm.amplitude)},
          {"band_power", rounded(rhythm.band_power)},
          {"peak_power_share", rounded(rhythm.peak_power_share)},
          {"seen_s", rounded(rhythm.seen_s)}};
}

Json range_json(const kinematics::RangeOfMotion& range, const MovementClock& clock) {
  return {{"angle", range.angle},
          {"range_deg", rounded(range.range_deg())},
          {"least_deg", rounded(range.least_deg)},
          {"least_at_s", rounded(clock.presentation_time(range.at_least).seconds())},
          {"most_deg", rounded(range.most_deg)},
          {"most_at_s", rounded(clock.presentation_time(range.at_most).seconds())},
          {"range_95_deg", rounded(range.robust_range_deg)},
          {"samples", range.samples}};
}

template <class Item, class Function>
Json list_of(const std::vector<Item>& items, const Function& to_json) {
  Json list = Json::array();
  for (const Item& item : items) list.push_back(to_json(item));
  return list;
}

}  // namespace

Json task_json(const kinematics::TaskResult& result, const MovementClock& clock) {
  using kinematics::Task;
  if (result.task == Task::kGait) return nullptr;
  Json json = {{"name", name_of(result.task)},
               {"missing_reason",
                result.missing_reason.empty() ? Json(nullptr) : Json(result.missing_reason)}};
  if (result.sit_to_stand) json["sit_to_stand"] = rises_json(*result.sit_to_stand, clock);
  if (result.task == Task::kBalance) json["sway"] = list_of(result.sways, sway_json);
  if (result.task == Task::kRhythm) json["rhythms"] = list_of(result.rhythms, rhythm_json);
  if (result.task == Task::kRangeOfMotion)
    json["ranges"] =
        list_of(result.ranges, [&clock](const auto& range) { return range_json(range, clock); });
  return json;
}

Json gait_profile_json(const std::optional<kinematics::GaitProfile>& profile) {
  if (!profile) return nullptr;
  Json variables = Json::array();
  for (const kinematics::GaitVariableScore& score : profile->variables)
    variables.push_back({{"angle", score.angle},
                         {"side", name_of(score.side)},
                         {"score_deg", rounded(score.score_deg)}});
  return {{"gait_profile_score_deg", rounded(profile->both_deg)},
          {"left_deg", rounded(profile->left_deg)},
          {"right_deg", rounded(profile->right_deg)},
          {"gait_variable_scores", std::move(variables)}};
}

}  // namespace securepose::formats
