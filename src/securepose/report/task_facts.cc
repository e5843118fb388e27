#include "securepose/report/task_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "securepose/report/angle_catalogue.h"
#include "securepose/report/html.h"

namespace securepose::report {
namespace {

using kinematics::TaskResult;

std::string angle_title(const std::string& column) {
  const AngleName name = parse_angle_name(column);
  const std::string title = describe_angle(name.quantity).title;
  if (name.side == Side::kMidline) return title;
  return fmt::format("{} ({})", title, name.side == Side::kLeft ? "left" : "right");
}

void add_rises(const kinematics::SitToStand& result, std::vector<Fact>& facts) {
  facts.push_back({"Rises", fmt::format("{}", result.rises.size())});
  if (result.mean_rise_s)
    facts.push_back({"Time of a rise, mean", number(*result.mean_rise_s, 2) + " s"});
  if (result.five_times_s)
    facts.push_back({"Five times sit to stand", number(*result.five_times_s, 2) + " s"});
  for (std::size_t k = 0; k < result.rises.size(); ++k)
    facts.push_back({fmt::format("Rise {}", k + 1),
                     fmt::format("{} s, from {} s", number(result.rises[k].duration_s(), 2),
                                 number(result.rises[k].start.seconds(), 2))});
}

void add_sway(const kinematics::Sway& sway, std::vector<Fact>& facts) {
  const std::string point = sway.point == "head" ? "Head" : "Hips";
  const double h = sway.body_height_m.value_or(1);
  const bool metres = sway.body_height_m.has_value();
  // Millimetres with a scale, else thousandths of the body height.
  const std::string unit = metres ? "mm" : "‰ of height";
  const std::string area = metres ? "cm²" : "‱ of height²";
  facts.push_back(
      {point + ": path", fmt::format("{} {} in {} s", number(1e3 * h * sway.path_heights, 0), unit,
                                     number(sway.duration_s, 1))});
  facts.push_back({point + ": mean speed",
                   fmt::format("{} {}/s", number(1e3 * h * sway.speed_heights_s, 1), unit)});
  facts.push_back({point + ": area of 95 % of the places",
                   fmt::format("{} {}", number(1e4 * h * h * sway.area_heights2, 2), area)});
  facts.push_back({point + ": standard deviation sideways, up",
                   fmt::format("{}, {} {}", number(1e3 * h * sway.sideways_heights, 1),
                               number(1e3 * h * sway.upwards_heights, 1), unit)});
}

Fact rhythm_fact(const kinematics::Rhythm& rhythm) {
  const bool angle = rhythm.unit == "deg";
  const std::string amplitude = angle ? number(rhythm.amplitude, 2) + "°"
                                      : number(1e3 * rhythm.amplitude, 1) + " ‰ of the body height";
  return {rhythm_title(rhythm), fmt::format("{} Hz, amplitude {}, {} % of the band's power",
                                            number(rhythm.frequency_hz, 2), amplitude,
                                            number(100 * rhythm.peak_power_share, 0))};
}

Fact range_fact(const kinematics::RangeOfMotion& range) {
  return {angle_title(range.angle),
          fmt::format("{}° (from {}° at {} s to {}° at {} s)", number(range.range_deg(), 1),
                      number(range.least_deg, 1), number(range.at_least.seconds(), 2),
                      number(range.most_deg, 1), number(range.at_most.seconds(), 2))};
}

}  // namespace

std::string task_title(kinematics::Task task) {
  switch (task) {
    case kinematics::Task::kSitToStand:
      return "Rising from a seat";
    case kinematics::Task::kBalance:
      return "Standing balance";
    case kinematics::Task::kRhythm:
      return "Rhythmic movement";
    case kinematics::Task::kRangeOfMotion:
      return "Range of motion";
    case kinematics::Task::kGait:
      break;
  }
  return "Gait";
}

std::string rhythm_title(const kinematics::Rhythm& rhythm) {
  return rhythm.unit == "deg" ? angle_title(rhythm.signal) : readable(rhythm.signal);
}

std::vector<Fact> task_facts(const TaskResult& result) {
  std::vector<Fact> facts;
  if (!result.missing_reason.empty()) return {{"Not measured", result.missing_reason}};
  if (result.sit_to_stand) add_rises(*result.sit_to_stand, facts);
  for (const kinematics::Sway& sway : result.sways) add_sway(sway, facts);
  for (const kinematics::Rhythm& rhythm : result.rhythms) facts.push_back(rhythm_fact(rhythm));
  for (const kinematics::RangeOfMotion& range : result.ranges) facts.push_back(range_fact(range));
  return facts;
}

std::vector<Parameter> profile_rows(const std::optional<kinematics::GaitProfile>& profile) {
  if (!profile) return {};
  const auto value = [](const std::optional<double>& score_deg) -> std::optional<ParameterValue> {
    if (!score_deg) return std::nullopt;
    ParameterValue v;
    v.mean = score_deg;
    return v;
  };
  Parameter row;
  row.label = "Gait profile score";
  row.unit = "°";
  row.decimals = 1;
  row.left = value(profile->left_deg);
  row.right = value(profile->right_deg);
  row.both = value(profile->both_deg);
  row.definition =
      "Root mean square of the gait variable scores: how far the mean curves lie from the "
      "supplied reference, over the angles that both have.";
  std::vector<Parameter> rows = {row};
  for (const kinematics::GaitVariableScore& score : profile->variables) {
    const std::string label = "Gait variable score, " +
                              describe_angle(parse_angle_name(score.angle + "_deg").quantity).title;
    auto own = std::find_if(rows.begin(), rows.end(),
                            [&](const Parameter& other) { return other.label == label; });
    if (own == rows.end()) {
      own = rows.insert(own, row);
      own->label = label;
      own->left = own->right = own->both = std::nullopt;
      own->definition = "Root mean square distance of the mean curve from the reference's mean.";
    }
    (score.side == kinematics::Side::kLeft ? own->left : own->right) = value(score.score_deg);
  }
  return rows;
}

}  // namespace securepose::report
