#include "securepose/report/parameter_catalogue.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "securepose/report/html.h"

namespace securepose::report {
namespace {

struct Entry {
  std::string_view quantity;  ///< name without unit
  std::string_view label;
  std::string_view definition;
};

constexpr std::array kEntries = {
    Entry{"walking_speed", "Walking speed",
          "Distance that the body covers along the walking direction, divided by the time."},
    Entry{"cadence", "Cadence", "Steps per minute, from the times of initial contact."},
    Entry{"stride_length", "Stride length",
          "Distance along the walking direction between two initial contacts of the same foot."},
    Entry{"step_length", "Step length",
          "Distance between both feet along the walking direction at the initial contact of the "
          "named foot."},
    Entry{"stride_time", "Stride time", "From one initial contact of a foot to its next."},
    Entry{"step_time", "Step time",
          "From the initial contact of the other foot to that of the named foot."},
    Entry{"stance", "Stance phase",
          "Share of the stride from initial to final contact of the named foot."},
    Entry{"swing", "Swing phase",
          "Share of the stride from final contact to the next initial contact of the named foot."},
    Entry{"stance_time", "Stance time", "From initial to final contact of the named foot."},
    Entry{"swing_time", "Swing time",
          "From final contact to the next initial contact of the named foot."},
    Entry{"double_support", "Double support",
          "Share of the stride during which both feet are on the floor."},
    Entry{"single_support", "Single support",
          "Share of the stride during which only the named foot is on the floor."},
    Entry{"step_width", "Step width",
          "Distance between both feet across the walking direction in mid-stance."},
    Entry{"foot_clearance", "Foot clearance",
          "Height of the big toe above the floor when it goes forward fastest in swing."},
    Entry{"arm_swing", "Arm swing", "Range of the shoulder's flexion over a stride."},
};

/// What is read off a joint's curve in each stride.
constexpr std::array kReadings = {
    Entry{"_range", ", range", "Greatest less least value over the stride."},
    Entry{"_at_contact", " at contact", "Value at the initial contact of the named foot."},
    Entry{
        "_loading_peak", ", loading response",
        "Greatest value from initial contact to 25 % of the stride: the knee gives way as it takes "
        "the weight."},
    Entry{"_stance_least", ", least in stance",
          "Least value from the peak of the loading response to final contact: the knee's greatest "
          "extension in stance."},
    Entry{"_swing_peak", ", peak in swing", "Greatest value after the final contact."},
    Entry{"_first_rocker_least", ", first rocker",
          "Least value up to 20 % of the stride: the foot turns about the heel until the sole is "
          "down."},
    Entry{"_second_rocker_peak", ", second rocker",
          "Greatest value from there to final contact: the shank turns forward over the foot."},
    Entry{"_third_rocker_least", ", third rocker",
          "Least value from there to the middle of swing: the foot pushes off."},
    Entry{"_least", ", least", "Least value over the stride; of the hip its greatest extension."},
};

/// Endings of names that are units; the longest first.
constexpr std::array<std::string_view, 10> kUnitEndings = {"_body_heights_s",
                                                           "_steps_min",
                                                           "_body_heights",
                                                           "_percent",
                                                           "_m_s",
                                                           "_deg",
                                                           "_hz",
                                                           "_pct",
                                                           "_m",
                                                           "_s"};

std::string_view without_unit(std::string_view name) {
  for (const std::string_view ending : kUnitEndings)
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

int decimals_for(std::string_view unit) {
  if (unit == "%" || unit == "°" || unit == "deg") return 1;
  if (unit == "steps/min") return 1;
  if (unit.starts_with("body heights")) return 3;
  return 2;
}

std::optional<ParameterValue> value_of(const std::optional<kinematics::Statistic>& statistic,
                                       bool plausible) {
  if (!statistic) return std::nullopt;
  ParameterValue value;
  value.mean = statistic->mean;
  value.sd = statistic->standard_deviation;
  value.cv_percent = statistic->coefficient_of_variation_pct;
  value.count = static_cast<int>(statistic->count);
  if (!plausible) value.flags.emplace_back("outside the plausible limits");
  return value;
}

}  // namespace

Parameter describe_parameter(const kinematics::GaitParameter& parameter) {
  Parameter row;
  const std::string_view quantity = without_unit(parameter.name);
  const auto* const known = std::find_if(kEntries.begin(), kEntries.end(), [&](const Entry& entry) {
    return entry.quantity == quantity;
  });
  row.label = known != kEntries.end() ? std::string(known->label) : readable(quantity);
  if (known != kEntries.end()) row.definition = known->definition;
  for (const Entry& reading : kReadings) {
    if (known != kEntries.end() || !quantity.ends_with(reading.quantity)) continue;
    row.label = readable(quantity.substr(0, quantity.size() - reading.quantity.size()));
    row.label += reading.label;
    row.definition = reading.definition;
    row.of_joint = true;
    break;
  }
  if (parameter.unit.starts_with("body heights")) row.label += " by height";
  row.unit = parameter.unit == "deg" ? "°" : parameter.unit;
  row.decimals = decimals_for(parameter.unit);
  row.both = value_of(parameter.both, parameter.plausible);
  row.left = value_of(parameter.left, parameter.plausible);
  row.right = value_of(parameter.right, parameter.plausible);
  row.symmetry_percent = parameter.symmetry_pct;
  row.missing_reason = parameter.missing_reason;
  return row;
}

}  // namespace securepose::report
