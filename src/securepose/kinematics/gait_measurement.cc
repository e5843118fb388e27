#include "securepose/kinematics/gait_measurement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "securepose/kinematics/floor_velocity.h"
#include "securepose/kinematics/foot_clearance.h"
#include "securepose/kinematics/foot_motion.h"
#include "securepose/kinematics/plausibility.h"
#include "securepose/kinematics/statistics.h"
#include "securepose/kinematics/step_width.h"
#include "securepose/kinematics/stride_angles.h"

namespace securepose::kinematics {

namespace {

bool walks(const PassGeometry& pass) {
  return pass.pass.activity == Activity::kWalking || pass.pass.activity == Activity::kRunning;
}

bool from_the_side(const PassGeometry& pass) {
  return pass.pass.view == ViewKind::kSagittalLeft || pass.pass.view == ViewKind::kSagittalRight;
}

std::optional<double> height_m(const PassGeometry& pass, const ScaleSource& source) {
  if (const auto* patient = std::get_if<PatientHeight>(&source)) return patient->height_m;
  if (const auto* factor = std::get_if<MetresPerPixel>(&source))
    return factor->m_per_px * pass.size.height_px;
  if (const auto* known = std::get_if<KnownDistance>(&source))
    return known->length_m / geometry::distance_px(known->from, known->to) * pass.size.height_px;
  return std::nullopt;
}

/// Values of both sides apart.
struct SideValues {
  std::vector<double> left, right;

  void add(Side side, const std::optional<double>& value) {
    if (value) (side == Side::kLeft ? left : right).push_back(*value);
  }
  std::vector<double> both() const {
    std::vector<double> all = left;
    all.insert(all.end(), right.begin(), right.end());
    return all;
  }
};

class GaitTable {
 public:
  GaitTable(const GaitEvidence& evidence, const MovementOptions& options)
      : evidence_(evidence), options_(options), scales_(pass_scales(evidence, options)) {
    result_.strides = strides_of(evidence.tracks, evidence.passes, scales_, evidence.events);
    for (Stride& stride : result_.strides) {
      stride.angles = stride_angles(evidence.angles, stride);
      if (!walks(evidence.passes[stride.pass])) continue;
      stride.clearance_heights =
          foot_clearance_heights(evidence.tracks, evidence.passes[stride.pass], stride);
      const auto& height_m = scales_[stride.pass].height_m;
      if (stride.clearance_heights && height_m)
        stride.clearance_m = *stride.clearance_heights * *height_m;
    }
  }

  GaitParameters build() {
    add_speed();
    add_cadence();
    add_times();
    add_phases();
    add_lengths();
    add_width();
    add_clearance();
    add_arm_swing();
    add_joint_angles();
    return std::move(result_);
  }

 private:
  using StrideValue = std::function<std::optional<double>(const Stride&)>;

  SideValues over_strides(const StrideValue& value) const {
    SideValues values;
    for (const Stride& stride : result_.strides) values.add(stride.side, value(stride));
    return values;
  }

  void add_whole(const std::string& name, const std::string& unit,
                 const std::vector<double>& values, const std::string& reason) {
    GaitParameter p;
    p.name = name;
    p.unit = unit;
    p.both = statistic_of(values);
    if (!p.both) p.missing_reason = reason;
    p.plausible = plausible(p);
    result_.parameters.push_back(std::move(p));
  }

  /// @param has_zero  false for angles against an arbitrary zero, of which no ratios can be taken
  void add_sided(const std::string& name, const std::string& unit, const SideValues& values,
                 const std::string& reason, bool has_zero = true) {
    GaitParameter p;
    p.name = name;
    p.unit = unit;
    p.of_a_side = true;
    p.both = statistic_of(values.both());
    p.left = statistic_of(values.left);
    p.right = statistic_of(values.right);
    if (has_zero && p.left && p.right && p.left->mean > 0 && p.right->mean > 0)
      p.symmetry_pct = 100 * p.right->mean / p.left->mean;
    if (!has_zero)
      for (auto* side : {&p.both, &p.left, &p.right})
        if (*side) (*side)->coefficient_of_variation_pct.reset();
    if (!p.both) p.missing_reason = reason;
    p.plausible = plausible(p);
    result_.parameters.push_back(std::move(p));
  }

  std::string no_steps_reason() const;
  std::string no_lengths_reason(bool in_metres) const;
  std::vector<double> speeds_heights_s() const;
  std::vector<double> speeds_m_s() const;
  std::vector<std::vector<double>> step_runs_s() const;
  void add_speed();
  void add_cadence();
  void add_times();
  void add_phases();
  void add_lengths();
  void add_width();
  void add_clearance();
  void add_arm_swing();
  void add_joint_angles();
  std::optional<double> arm_range_deg(const Stride& stride) const;

  const GaitEvidence& evidence_;
  const MovementOptions& options_;
  std::vector<PassScale> scales_;
  GaitParameters result_;
};

std::string GaitTable::no_steps_reason() const {
  if (std::none_of(evidence_.passes.begin(), evidence_.passes.end(), walks))
    return "No walking was found.";
  if (evidence_.events.empty()) return "No contact of a foot with the floor was found.";
  return "No whole stride was seen.";
}

std::string GaitTable::no_lengths_reason(bool in_metres) const {
  const auto& passes = evidence_.passes;
  const bool any_walk = std::any_of(passes.begin(), passes.end(), walks);
  const bool any_side = std::any_of(passes.begin(), passes.end(), [](const PassGeometry& p) {
    return walks(p) && from_the_side(p);
  });
  if (any_walk && !any_side)
    return "The person is not seen from the side; without depth, lengths along the way can't be "
           "measured.";
  if (in_metres && std::holds_alternative<std::monostate>(options_.scale))
    return "Nothing tells how large a pixel is; give the patient's height or a known distance. "
           "Lengths in body heights are reported.";
  return no_steps_reason();
}

/// Speed over whole strides; where there is none, over whole passes.
std::vector<double> GaitTable::speeds_heights_s() const {
  std::vector<double> speeds;
  for (const Stride& s : result_.strides)
    if (s.speed_heights_s) speeds.push_back(*s.speed_heights_s);
  if (!speeds.empty()) return speeds;
  for (std::size_t p = 0; p < evidence_.passes.size(); ++p) {
    const PassGeometry& pass = evidence_.passes[p];
    if (!walks(pass) || !scales_[p].lengths) continue;
    const auto& tracks = evidence_.tracks;
    const auto first = tracks.at(BodyLandmark::kMidHip, pass.pass.first_sample);
    const auto last = tracks.at(BodyLandmark::kMidHip, pass.pass.last_sample);
    const double time_s =
        tracks.time_s[pass.pass.last_sample] - tracks.time_s[pass.pass.first_sample];
    if (first && last && time_s > 0)
      speeds.push_back(progression_sign(pass) * (last->x_px - first->x_px) / pass.size.height_px /
                           time_s -
                       scales_[p].floor_velocity);
  }
  return speeds;
}

std::vector<double> GaitTable::speeds_m_s() const {
  if (options_.treadmill && options_.belt_speed_m_s) return {*options_.belt_speed_m_s};
  std::vector<double> speeds;
  for (const Stride& s : result_.strides)
    if (s.speed_m_s) speeds.push_back(*s.speed_m_s);
  if (!speeds.empty()) return speeds;
  for (std::size_t p = 0; p < scales_.size(); ++p)
    if (scales_[p].lengths && walks(evidence_.passes[p]) && scales_[p].height_m) {
      for (const double v : speeds_heights_s()) speeds.push_back(v * *scales_[p].height_m);
      break;
    }
  return speeds;
}

void GaitTable::add_speed() {
  add_whole("walking_speed_m_s", "m/s", speeds_m_s(), no_lengths_reason(true));
  add_whole("walking_speed_body_heights_s", "body heights/s", speeds_heights_s(),
            no_lengths_reason(false));
}

/// Initial contacts of both feet in turn, without a break, in one pass.
std::vector<std::vector<double>> GaitTable::step_runs_s() const {
  std::vector<std::vector<double>> runs;
  const GaitEvent* before = nullptr;
  for (const GaitEvent& event : evidence_.events) {
    if (event.kind != GaitEventKind::kInitialContact) continue;
    constexpr double kLongestStep_s = 2;
    const bool goes_on = before != nullptr && before->pass == event.pass &&
                         before->side != event.side &&
                         (event.time - before->time).seconds() < kLongestStep_s;
    if (!goes_on) runs.emplace_back();
    runs.back().push_back(event.time.seconds());
    before = &event;
  }
  return runs;
}

/// Slope of the line through times over their numbers: uses all of them and not only the ends.
double mean_interval_s(const std::vector<double>& times_s) {
  const double n = static_cast<double>(times_s.size());
  double sum = 0;
  for (std::size_t k = 0; k < times_s.size(); ++k)
    sum += (static_cast<double>(k) - (n - 1) / 2) * times_s[k];
  return 12 * sum / (n * (n * n - 1));
}

void GaitTable::add_cadence() {
  std::vector<double> cadences;
  double steps = 0, lasts_s = 0;
  for (const std::vector<double>& run : step_runs_s()) {
    if (run.size() < 2) continue;
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
            no_steps_reason());
  SideValues steps;
  const GaitEvent* before = nullptr;
  for (const GaitEvent& event : evidence_.events) {
    if (event.kind != GaitEventKind::kInitialContact) continue;
    constexpr double kLongestStep_s = 2;
    if (before != nullptr && before->pass == event.pass && before->side != event.side &&
        (event.time - before->time).seconds() < kLongestStep_s)
      steps.add(event.side, (event.time - before->time).seconds());
    before = &event;
  }
  add_sided("step_time_s", "s", steps, no_steps_reason());
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
    if (!s.other_final_contact || !s.other_initial_contact ||
        *s.other_final_contact > *s.other_initial_contact)
      return std::nullopt;
    return share(s, *s.other_final_contact, *s.other_initial_contact);
  };
  add_sided("stance_percent", "%", over_strides(stance), no_steps_reason());
  add_sided("swing_percent", "%", over_strides([&](const Stride& s) -> std::optional<double> {
              const auto value = stance(s);
              if (!value) return std::nullopt;
              return 100 - *value;
            }),
            no_steps_reason());
  add_sided("single_support_percent", "%", over_strides(single), no_steps_reason());
  add_sided("double_support_percent", "%",
            over_strides([&](const Stride& s) -> std::optional<double> {
              const auto on_floor = stance(s), alone = single(s);
              if (!on_floor || !alone) return std::nullopt;
              return std::max(0.0, *on_floor - *alone);
            }),
            no_steps_reason());
}

void GaitTable::add_lengths() {
  add_sided("stride_length_m", "m", over_strides([](const Stride& s) { return s.length_m; }),
            no_lengths_reason(true));
  add_sided("step_length_m", "m", over_strides([](const Stride& s) { return s.step_length_m; }),
            no_lengths_reason(true));
  add_sided("stride_length_body_heights", "body heights",
            over_strides([](const Stride& s) { return s.length_heights; }),
            no_lengths_reason(false));
  add_sided("step_length_body_heights", "body heights",
            over_strides([](const Stride& s) { return s.step_length_heights; }),
            no_lengths_reason(false));
}

void GaitTable::add_width() {
  std::vector<double> heights =
      step_widths_heights(evidence_.tracks, evidence_.passes, evidence_.events);
  std::string reason = "The person is not seen from the front or back.";
  const bool frontal =
      std::any_of(evidence_.passes.begin(), evidence_.passes.end(), [](const PassGeometry& p) {
        return walks(p) &&
               (p.pass.view == ViewKind::kFrontalTowards || p.pass.view == ViewKind::kFrontalAway);
      });
  if (frontal)
    reason = evidence_.tracks.width_px ? "Fewer than three steps in a row were seen."
                                       : "The picture's width is not known.";
  std::vector<double> metres;
  const auto* patient = std::get_if<PatientHeight>(&options_.scale);
  metres.reserve(heights.size());
  if (patient != nullptr)
    for (const double w : heights) metres.push_back(w * patient->height_m);
  add_whole("step_width_m", "m", metres,
            frontal && !heights.empty() ? "The distance from the camera changes, so only the "
                                          "patient's height gives a scale; it was not given."
                                        : reason);
  add_whole("step_width_body_heights", "body heights", heights, reason);
}

std::optional<double> GaitTable::arm_range_deg(const Stride& stride) const {
  const AngleColumn* column = evidence_.angles.find(
      stride.side == Side::kLeft ? "left_shoulder_flexion_deg" : "right_shoulder_flexion_deg");
  if (column == nullptr) return std::nullopt;
  const auto& times = evidence_.angles.times;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  double known = 0, all = 0;
  for (auto at = std::lower_bound(times.begin(), times.end(), stride.start);
       at != times.end() && *at <= stride.end; ++at) {
    all += 1;
    const auto& value = column->values_deg[static_cast<std::size_t>(at - times.begin())];
    if (!value) continue;
    known += 1;
    least = std::min(least, *value);
    most = std::max(most, *value);
  }
  constexpr double kLeastKnown = 0.9;  // a range with holes would be too small
  if (all == 0 || known < kLeastKnown * all) return std::nullopt;
  return most - least;
}

void GaitTable::add_arm_swing() {
  const AngleColumn* column = evidence_.angles.find("right_shoulder_flexion_deg");
  add_sided("arm_swing_deg", "deg",
            over_strides([this](const Stride& s) { return arm_range_deg(s); }),
            column != nullptr && !column->missing_reason.empty()
                ? column->missing_reason
                : "The arms were not seen over a whole stride.");
}

void GaitTable::add_clearance() {
  add_sided("foot_clearance_m", "m", over_strides([](const Stride& s) { return s.clearance_m; }),
            no_lengths_reason(true));
  add_sided("foot_clearance_body_heights", "body heights",
            over_strides([](const Stride& s) { return s.clearance_heights; }),
            no_lengths_reason(false));
}

void GaitTable::add_joint_angles() {
  struct Reading {
    const char* name;
    std::optional<double> StrideAngle::*value;
  };
  constexpr std::array kReadings = {Reading{"range", &StrideAngle::range_deg},
                                    Reading{"at_contact", &StrideAngle::at_contact_deg},
                                    Reading{"stance_peak", &StrideAngle::stance_peak_deg},
                                    Reading{"swing_peak", &StrideAngle::swing_peak_deg},
                                    Reading{"least", &StrideAngle::least_deg}};
  for (std::size_t m = 0; m < stride_motions().size(); ++m) {
    const std::string& motion = stride_motions()[m];
    const AngleColumn* column = evidence_.angles.find("right_" + motion + "_deg");
    const std::string reason = column != nullptr && !column->missing_reason.empty()
                                   ? column->missing_reason
                                   : no_steps_reason();
    for (const Reading& reading : kReadings)
      add_sided(motion + "_" + reading.name + "_deg", "deg",
                over_strides([&](const Stride& s) { return s.angles[m].*reading.value; }), reason,
                /*has_zero=*/reading.value == &StrideAngle::range_deg);
  }
}

}  // namespace

std::vector<PassScale> pass_scales(const GaitEvidence& evidence, const MovementOptions& options) {
  std::vector<PassScale> scales;
  for (const PassGeometry& pass : evidence.passes) {
    PassScale scale;
    scale.height_m = height_m(pass, options.scale);
    scale.lengths = walks(pass) && from_the_side(pass);
    if (pass.on_the_spot || pass.moving_camera)
      scale.floor_velocity = floor_velocity(evidence.tracks, pass);
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
