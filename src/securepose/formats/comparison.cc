#include "securepose/formats/comparison.h"

#include <fmt/format.h>

#include <cmath>

#include "securepose/base/error.h"
#include "securepose/formats/events_csv.h"

namespace securepose::formats {

namespace {

using Json = nlohmann::ordered_json;
using kinematics::Agreement;

/// Half of a fast step: contacts further apart are not the same.
constexpr double kEventTolerance_s = 0.15;

Json rounded(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::round(value * 1e6) / 1e6;
}

Json agreement_json(const Agreement& a) {
  return {{"count", a.count},
          {"bias", rounded(a.bias)},
          {"rmse", rounded(a.rmse)},
          {"mean_absolute_error", rounded(a.mean_absolute)},
          {"standard_deviation", rounded(a.standard_deviation)},
          {"limits_of_agreement", {rounded(a.lower_limit), rounded(a.upper_limit)}},
          {"correlation", a.correlation ? rounded(*a.correlation) : Json(nullptr)}};
}

Json pairs_json(const std::vector<kinematics::AgreementPair>& pairs) {
  Json list = Json::array();
  for (const auto& pair : pairs) list.push_back({rounded(pair.measured), rounded(pair.reference)});
  return list;
}

std::string event_name(const kinematics::EventAgreement& event) {
  return fmt::format("{} {}", name_of(event.side), name_of(event.kind));
}

}  // namespace

MovementComparison compare_movements(const StoredMovement& measured,
                                     const StoredMovement& reference) {
  MovementComparison comparison;
  comparison.angles = kinematics::compare_curves(measured.angles, reference.angles, 0);
  comparison.events =
      kinematics::compare_events(measured.events, reference.events, 0, kEventTolerance_s);
  if (comparison.angles.empty() && comparison.events.empty())
    comparison.notes.emplace_back("The results have no angle and no contact in common.");
  return comparison;
}

MovementComparison compare_with_laboratory(const StoredMovement& measured,
                                           const std::filesystem::path& angles,
                                           const std::filesystem::path& events,
                                           double longest_shift_s) {
  MovementComparison comparison;
  if (!angles.empty()) {
    const auto reference = read_reference_curves(angles);
    if (longest_shift_s > 0) {
      const auto shift_s =
          kinematics::best_time_shift_s(measured.angles, reference, longest_shift_s);
      if (!shift_s)
        throw base::Error::about_file(
            base::ErrorKind::kInput, angles,
            "shares no angle that overlaps the result's for a second",
            "Its columns must be named as in angles.csv, or be OpenSim's coordinates.");
      comparison.shift_s = *shift_s;
      comparison.shift_estimated = true;
    }
    comparison.angles = kinematics::compare_curves(measured.angles, reference, comparison.shift_s);
  }
  if (!events.empty()) {
    std::vector<kinematics::TimedEvent> reference;
    for (const auto& event : read_events_csv(events, measured.clock))
      reference.push_back({event.side, event.kind, event.time.seconds()});
    comparison.events = kinematics::compare_events(measured.events, reference, comparison.shift_s,
                                                   kEventTolerance_s);
    if (angles.empty())
      comparison.notes.emplace_back(
          "Without angles the clocks could not be aligned; they were taken to run alike.");
  }
  return comparison;
}

std::string comparison_text(const MovementComparison& comparison) {
  std::string text;
  if (comparison.shift_estimated)
    text += fmt::format("The reference's clock was moved by {:+.3f} s.\n", comparison.shift_s);
  if (!comparison.angles.empty())
    text += fmt::format("{:34} {:>7} {:>7} {:>7} {:>7}  {:>16}  {:>5}\n", "angle (deg)", "n",
                        "bias", "rmse", "mae", "limits (95 %)", "r");
  for (const auto& one : comparison.angles) {
    const Agreement& a = one.agreement;
    text += fmt::format("{:34} {:7} {:+7.2f} {:7.2f} {:7.2f}  {:+7.2f}, {:+7.2f}  {:>5}\n",
                        one.name, a.count, a.bias, a.rmse, a.mean_absolute, a.lower_limit,
                        a.upper_limit, a.correlation ? fmt::format("{:.3f}", *a.correlation) : "-");
  }
  if (!comparison.events.empty())
    text += fmt::format("{:34} {:>7} {:>7} {:>7} {:>7}  {:>16}  {:>6} {:>5}\n", "contact (ms)", "n",
                        "bias", "rmse", "mae", "limits (95 %)", "missed", "extra");
  for (const auto& one : comparison.events) {
    const Agreement& a = one.agreement;
    text +=
        fmt::format("{:34} {:7} {:+7.1f} {:7.1f} {:7.1f}  {:+7.1f}, {:+7.1f}  {:6} {:5}\n",
                    event_name(one), a.count, 1000 * a.bias, 1000 * a.rmse, 1000 * a.mean_absolute,
                    1000 * a.lower_limit, 1000 * a.upper_limit, one.missed, one.extra);
  }
  for (const std::string& note : comparison.notes) text += note + "\n";
  return text;
}

Json comparison_json(const MovementComparison& comparison) {
  Json angles = Json::object(), events = Json::object();
  for (const auto& one : comparison.angles) {
    angles[one.name] = agreement_json(one.agreement);
    angles[one.name]["pairs"] = pairs_json(one.pairs);
  }
  for (const auto& one : comparison.events) {
    Json& json = events[event_name(one)];
    json = agreement_json(one.agreement);
    json["missed"] = one.missed;
    json["extra"] = one.extra;
    json["pairs"] = pairs_json(one.pairs);
  }
  return {{"reference_shift_s", rounded(comparison.shift_s)},
          {"shift_estimated", comparison.shift_estimated},
          {"angles_deg", std::move(angles)},
          {"contacts_s", std::move(events)},
          {"notes", comparison.notes}};
}

}  // namespace securepose::formats
