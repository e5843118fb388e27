// Rows of the gait table that are times, rates and shares of the stride.
#include <algorithm>

#include "securepose/kinematics/gait_table.h"

namespace securepose::kinematics {

namespace {

/// Slope of the line through times over their numbers: uses all of them and not only the ends.
double mean_interval_s(const std::vector<double>& times_s) {
  const double n = static_cast<double>(times_s.size());
  double sum = 0;
  for (std::size_t k = 0; k < times_s.size(); ++k)
    sum += (static_cast<double>(k) - (n - 1) / 2) * times_s[k];
  return 12 * sum / (n * (n * n - 1));
}

}  // namespace

bool GaitTable::is_step(const GaitEvent& before, const GaitEvent& contact) {
  constexpr double kLongestStep_s = 2;
  return before.pass == contact.pass && before.side != contact.side &&
         (contact.time - before.time).seconds() < kLongestStep_s;
}

/// Initial contacts of both feet in turn, without a break, in one pass.
std::vector<std::vector<double>> GaitTable::step_runs_s() const {
  std::vector<std::vector<double>> runs;
  const GaitEvent* before = nullptr;
  for (const GaitEvent& event : evidence_.events) {
    if (event.kind != GaitEventKind::kInitialContact) continue;
    if (before == nullptr || !is_step(*before, event)) runs.emplace_back();
    runs.back().push_back(event.time.seconds());
    before = &event;
  }
  return runs;
}

void GaitTable::add_cadence() {
  std::vector<double> cadences;
  double steps = 0, lasts_s = 0;
  const bool together = feet_together();
  for (const std::vector<double>& run : step_runs_s()) {
    if (run.size() < 2 || together) continue;
    for (std::size_t k = 1; k < run.size(); ++k) cadences.push_back(60 / (run[k] - run[k - 1]));
    const auto count = static_cast<double>(run.size() - 1);
    steps += count;
    lasts_s += count * mean_interval_s(run);
  }
  add_whole("cadence_steps_min", "steps/min", cadences, no_steps_reason());
  // The mean of rates is not the rate: steps over time.
  if (GaitParameter& cadence = result_.parameters.back(); cadence.both)
    cadence.both->mean = 60 * steps / lasts_s;
}

void GaitTable::add_times() {
  add_sided("stride_time_s", "s",
            over_strides([](const Stride& s) { return std::optional(s.duration_s()); }),
            no_strides_reason());
  SideValues steps;
  const bool together = feet_together();
  const GaitEvent* before = nullptr;
  for (const GaitEvent& event : evidence_.events) {
    if (event.kind != GaitEventKind::kInitialContact) continue;
    if (!together && before != nullptr && is_step(*before, event))
      steps.add(event.side, (event.time - before->time).seconds());
    before = &event;
  }
  add_sided("step_time_s", "s", steps, no_steps_reason(), true,
            [this](Side side) { return no_side_step_reason(side); });
}

std::string GaitTable::no_support_reason() const {
  if (const std::string reason = no_strides_reason(); !reason.empty()) return reason;
  if (feet_together()) return "Both feet come down together, so no foot carries the body alone.";
  for (const Side side : {Side::kLeft, Side::kRight})
    if (std::none_of(evidence_.events.begin(), evidence_.events.end(),
                     [&](const GaitEvent& event) { return event.side == side; }))
      return no_side_reason(side);
  return "Within no stride were the other foot's final and initial contact found in turn.";
}

/// Shares of the stride, as far as its contacts were found in their order.
void GaitTable::add_phases() {
  const auto share = [](const Stride& s, base::Timestamp from, base::Timestamp to) {
    return 100 * (to - from).seconds() / s.duration_s();
  };
  const auto stance = [&](const Stride& s) -> std::optional<double> {
    if (!s.final_contact) return std::nullopt;
    return share(s, s.start, *s.final_contact);
  };
  const auto single = [&](const Stride& s) -> std::optional<double> {
    if (s.feet_together || !s.other_final_contact || !s.other_initial_contact ||
        *s.other_final_contact > *s.other_initial_contact)
      return std::nullopt;
    return share(s, *s.other_final_contact, *s.other_initial_contact);
  };
  const std::string strides = no_strides_reason();
  const std::string no_lift =
      strides.empty() ? "No final contact was found within a stride." : strides;
  const std::string no_support = no_support_reason();
  const SideValues stances = over_strides(stance);
  const std::string no_double_support = stances.both().empty() ? no_lift : no_support;
  add_sided("stance_percent", "%", stances, no_lift);
  add_sided("swing_percent", "%", over_strides([&](const Stride& s) -> std::optional<double> {
              const auto value = stance(s);
              if (!value) return std::nullopt;
              return 100 - *value;
            }),
            no_lift);
  add_sided("single_support_percent", "%", over_strides(single), no_support);
  add_sided("double_support_percent", "%",
            over_strides([&](const Stride& s) -> std::optional<double> {
              const auto on_floor = stance(s), alone = single(s);
              if (!on_floor || !alone) return std::nullopt;
              return std::max(0.0, *on_floor - *alone);
            }),
            no_double_support);
}

}  // namespace securepose::kinematics
