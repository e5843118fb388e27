#include "securepose/report/movement_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "securepose/report/angle_catalogue.h"
#include "securepose/report/cycle_bands.h"
#include "securepose/report/html.h"
#include "securepose/report/parameter_catalogue.h"
#include "securepose/report/stick_figures.h"
#include "securepose/report/task_charts.h"
#include "securepose/report/task_facts.h"

namespace securepose::report {
namespace {

using kinematics::MovementResult;
using kinematics::ViewKind;

Side side_of(kinematics::Side side) {
  return side == kinematics::Side::kLeft ? Side::kLeft : Side::kRight;
}

std::string view_text(const kinematics::WalkingPass& pass) {
  switch (pass.view) {
    case ViewKind::kSagittalLeft:
      return "from the side, left side towards the camera";
    case ViewKind::kSagittalRight:
      return "from the side, right side towards the camera";
    case ViewKind::kFrontalTowards:
      return "from the front";
    case ViewKind::kFrontalAway:
      return "from behind";
    case ViewKind::kOblique:
      return pass.obliqueness_deg
                 ? fmt::format("oblique, {}° from the side view", number(*pass.obliqueness_deg, 0))
                 : "oblique";
    case ViewKind::kUnknown:
      break;
  }
  return "not recognised";
}

std::string activity_text(kinematics::Activity activity) {
  switch (activity) {
    case kinematics::Activity::kWalking:
      return "walking";
    case kinematics::Activity::kRunning:
      return "running";
    case kinematics::Activity::kStanding:
      return "standing";
    case kinematics::Activity::kSitting:
      return "sitting";
    case kinematics::Activity::kOther:
      break;
  }
  return "other movement";
}

/// Left first, as in the table; within a panel each side at most once.
std::vector<CurvePanel> curve_panels(const MovementResult& result) {
  std::map<std::pair<int, std::string>, CurvePanel> panels;
  for (const kinematics::AngleColumn& column : result.angles.columns) {
    const AngleName name = parse_angle_name(column.name);
    const AngleDescription description = describe_angle(name.quantity);
    CurvePanel& panel = panels[{description.rank, name.quantity}];
    panel.title = description.title;
    panel.unit = "°";
    panel.direction = description.direction;
    panel.secondary = description.secondary;
    panel.curves.push_back(
        {name.side, column.values_deg, column.interpolated, column.missing_reason});
  }
  std::vector<CurvePanel> ordered;
  for (auto& [key, panel] : panels) {
    std::stable_sort(panel.curves.begin(), panel.curves.end(),
                     [](const Curve& a, const Curve& b) { return a.side < b.side; });
    ordered.push_back(std::move(panel));
  }
  return ordered;
}

/// Of the angles that have a value, in the order of the panels.
std::vector<Definition> definitions_of(const MovementResult& result) {
  std::map<int, Definition> definitions;
  for (const kinematics::AngleColumn& column : result.angles.columns) {
    const bool any = std::any_of(column.values_deg.begin(), column.values_deg.end(),
                                 [](const auto& value) { return value.has_value(); });
    const AngleDescription angle = describe_angle(parse_angle_name(column.name).quantity);
    if (any && !angle.definition.empty())
      definitions[angle.rank] = {angle.title, angle.definition, ""};
  }
  std::vector<Definition> ordered;
  for (auto& [rank, definition] : definitions) ordered.push_back(std::move(definition));
  return ordered;
}

/// Views by the time they take, the longest first.
std::string views_of(const MovementResult& result) {
  std::map<std::string, double> seconds;
  for (const auto& pass : result.passes)
    seconds[view_text(pass)] += (pass.end - pass.start).seconds();
  std::vector<std::pair<double, std::string>> order;
  order.reserve(seconds.size());
  for (const auto& [view, duration_s] : seconds) order.emplace_back(-duration_s, view);
  std::sort(order.begin(), order.end());
  std::string text;
  for (const auto& [duration_s, view] : order) text += (text.empty() ? "" : "; ") + view;
  return text;
}

std::string filter_text(const kinematics::FilterFacts& filter) {
  std::string text;
  switch (filter.smoother) {
    case kinematics::Smoother::kNone:
      return "none";
    case kinematics::Smoother::kButterworth:
      text = fmt::format("Butterworth of order {}, zero phase", filter.order);
      break;
    case kinematics::Smoother::kSavitzkyGolay:
      text = "Savitzky-Golay, cubic";
      break;
    case kinematics::Smoother::kGcvSpline:
      text = "Smoothing spline, strength by generalised cross-validation";
      break;
    case kinematics::Smoother::kKalman:
      text = "Kalman smoother (white jerk)";
      break;
  }
  text += fmt::format(", true cut-off {} Hz", number(filter.true_cutoff_hz, 1));
  if (filter.nominal_cutoff_hz > 0)
    text += fmt::format(" ({} Hz for a single pass)", number(filter.nominal_cutoff_hz, 1));
  if (filter.resampled)
    text += fmt::format(", on a grid of {} Hz", number(filter.sample_rate_hz, 1));
  return text;
}

std::string scale_text(const kinematics::ScaleFacts& scale) {
  if (!scale.m_per_px) return "none given: lengths are in body heights";
  return fmt::format("{} mm per pixel at the patient, from the {}",
                     number(*scale.m_per_px * 1000, 2), scale.source);
}

std::string speed_text(const kinematics::MovementClock& clock) {
  if (clock.factor == 1) return "normal";
  return fmt::format(
      "plays {} times {} than the movement; times and rates here are the movement's own",
      number(clock.factor > 1 ? clock.factor : 1 / clock.factor, 2),
      clock.factor > 1 ? "slower" : "faster");
}

/// How many contacts there are and how far to trust them.
std::string contacts_text(const MovementResult& result) {
  if (result.events.empty()) return "none";
  std::vector<double> certainties;
  for (const kinematics::GaitEvent& event : result.events) certainties.push_back(event.certainty);
  std::sort(certainties.begin(), certainties.end());
  return fmt::format("{}{}; certainty {} (median), {} (least)", certainties.size(),
                     result.events_given ? ", given by a person" : "",
                     number(certainties[certainties.size() / 2], 2),
                     number(certainties.front(), 2));
}

std::vector<Fact> quality_of(const MovementResult& result) {
  const kinematics::MovementSummary& summary = result.summary;
  const auto whole = [](std::size_t n) { return count(static_cast<std::int64_t>(n)); };
  const double share = summary.samples > 0
                           ? 100.0 * static_cast<double>(summary.samples_with_person) /
                                 static_cast<double>(summary.samples)
                           : 0;
  return {
      {"Frames that show the patient",
       fmt::format("{} of {} ({} %)", whole(summary.samples_with_person), whole(summary.samples),
                   number(share, 1))},
      {"Frame rate", fmt::format("{} per second{}", number(summary.median_rate_hz, 2),
                                 summary.variable_rate ? " (median; the rate varies)" : "")},
      {"Speed of the recording", speed_text(result.clean.clock)},
      {"Smoothing", filter_text(result.filter)},
      {"Scale", scale_text(result.scale)},
      {"Slope of the floor", number(result.scale.floor_slope_deg, 1) + "°"},
      {"Hip angle measured against",
       result.hip_reference == kinematics::HipReference::kVertical ? "the vertical" : "the trunk"},
      {"Outliers replaced",
       counted(static_cast<std::int64_t>(summary.outliers), "point", "points")},
      {"Frames with left and right mended", whole(summary.swapped_samples)},
      {"Short gaps filled",
       counted(static_cast<std::int64_t>(summary.interpolated_points), "point", "points")},
      {"Long gaps left open", whole(summary.long_gaps)},
      {"Contacts", contacts_text(result)},
  };
}

}  // namespace

Movement describe_movement(const MovementResult& result) {
  Movement movement;
  movement.notes = result.notes;
  if (result.summary.samples_with_person == 0 || result.angles.times.empty()) {
    movement.missing_reason =
        "No movement was measured: the patient's body was not found in any frame.";
    return movement;
  }
  movement.view = views_of(result);
  movement.times = result.angles.times;
  movement.panels = curve_panels(result);
  movement.definitions = definitions_of(result);
  movement.cycles = cycle_panels(result);
  for (const kinematics::GaitEvent& event : result.events) {
    movement.events.push_back({event.time, side_of(event.side),
                               event.kind == kinematics::GaitEventKind::kInitialContact
                                   ? EventKind::kInitialContact
                                   : EventKind::kFinalContact});
  }
  for (const kinematics::WalkingPass& pass : result.passes)
    movement.passes.push_back(
        {pass.start, pass.end, activity_text(pass.activity), view_text(pass)});
  for (const kinematics::GaitParameter& parameter : result.gait.parameters)
    // A recording of something else than gait needs no list of what gait it does not show.
    if (result.task.task == kinematics::Task::kGait || parameter.both)
      movement.parameters.push_back(describe_parameter(parameter));
  for (Parameter& row : profile_rows(result.gait_profile))
    movement.parameters.push_back(std::move(row));
  movement.task_title = task_title(result.task.task);
  movement.task = task_facts(result.task);
  movement.task_charts = task_charts(result.task);
  movement.strip = stick_figures(result);
  movement.quality = quality_of(result);
  return movement;
}

}  // namespace securepose::report
