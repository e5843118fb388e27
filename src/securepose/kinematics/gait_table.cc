#include "securepose/kinematics/gait_table.h"

#include <algorithm>
#include <utility>

#include "securepose/kinematics/foot_clearance.h"
#include "securepose/kinematics/plausibility.h"
#include "securepose/kinematics/statistics.h"
#include "securepose/kinematics/stride_angles.h"

namespace securepose::kinematics {

bool walks(const PassGeometry& pass) {
  return pass.pass.activity == Activity::kWalking || pass.pass.activity == Activity::kRunning;
}

bool from_the_side(const PassGeometry& pass) {
  return pass.pass.view == ViewKind::kSagittalLeft || pass.pass.view == ViewKind::kSagittalRight;
}

GaitTable::GaitTable(const GaitEvidence& evidence, const MovementOptions& options)
    : evidence_(evidence), options_(options), scales_(pass_scales(evidence, options)) {
  result_.strides = strides_of(evidence.tracks, evidence.passes, scales_, evidence.events);
  for (Stride& stride : result_.strides) {
    stride.angles_deg = stride_angles(evidence.angles, stride);
    if (!walks(evidence.passes[stride.pass])) continue;
    stride.clearance_heights =
        foot_clearance_heights(evidence.tracks, evidence.passes[stride.pass], stride);
    const auto& height_m = scales_[stride.pass].height_m;
    if (stride.clearance_heights && height_m)
      stride.clearance_m = *stride.clearance_heights * *height_m;
  }
}

GaitParameters GaitTable::build() {
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

SideValues GaitTable::over_strides(const StrideValue& value) const {
  SideValues values;
  for (const Stride& stride : result_.strides) values.add(stride.side, value(stride));
  return values;
}

void GaitTable::add_whole(const std::string& name, const std::string& unit,
                          const std::vector<double>& values, const std::string& reason) {
  GaitParameter p;
  p.name = name;
  p.unit = unit;
  p.both = statistic_of(values);
  if (!p.both) p.missing_reason = reason;
  p.plausible = plausible(p);
  result_.parameters.push_back(std::move(p));
}

void GaitTable::add_sided(const std::string& name, const std::string& unit,
                          const SideValues& values, const std::string& reason, bool has_zero,
                          const SideReason& side_reason) {
  GaitParameter p;
  p.name = name;
  p.unit = unit;
  p.of_a_side = true;
  p.both = statistic_of(values.both());
  p.left = statistic_of(values.left);
  p.right = statistic_of(values.right);
  if (has_zero && p.left && p.right && p.left->mean > 0 && p.right->mean > 0)
    p.symmetry_pct = 100 * p.right->mean / p.left->mean;
  const std::vector<double> all = values.both();
  const bool below_zero = std::any_of(all.begin(), all.end(), [](double v) { return v < 0; });
  if (!has_zero || below_zero)
    for (auto* side : {&p.both, &p.left, &p.right})
      if (*side) (*side)->coefficient_of_variation_pct.reset();
  if (!p.both) {
    p.missing_reason = reason;
  } else if (!p.left || !p.right) {
    const Side missing = p.left ? Side::kRight : Side::kLeft;
    p.missing_reason = side_reason ? side_reason(missing) : no_side_reason(missing);
  }
  p.plausible = plausible(p);
  result_.parameters.push_back(std::move(p));
}

bool GaitTable::feet_together() const {
  const auto together = std::count_if(result_.strides.begin(), result_.strides.end(),
                                      [](const Stride& stride) { return stride.feet_together; });
  return 2 * static_cast<std::size_t>(together) > result_.strides.size();
}

std::string GaitTable::no_contacts_reason() const {
  if (std::none_of(evidence_.passes.begin(), evidence_.passes.end(), walks))
    return "No walking was found.";
  if (!evidence_.events.empty()) return "";
  const bool any_view = std::any_of(
      evidence_.passes.begin(), evidence_.passes.end(),
      [](const PassGeometry& pass) { return walks(pass) && pass.pass.view != ViewKind::kUnknown; });
  return any_view ? "No contact of a foot with the floor was found."
                  : "From which side the person is seen could not be determined.";
}

std::string GaitTable::no_strides_reason() const {
  if (const std::string reason = no_contacts_reason(); !reason.empty()) return reason;
  if (result_.strides.empty())
    return "No foot was seen from one initial contact to its next within four seconds.";
  return "";
}

std::string GaitTable::no_steps_reason() const {
  if (const std::string reason = no_contacts_reason(); !reason.empty()) return reason;
  if (feet_together())
    return "Both feet come down together, so there is no step from one to the other.";
  bool left = false, right = false;
  for (const GaitEvent& event : evidence_.events)
    if (event.kind == GaitEventKind::kInitialContact)
      (event.side == Side::kLeft ? left : right) = true;
  if (left != right) return no_side_reason(left ? Side::kRight : Side::kLeft);
  for (const std::vector<double>& run : step_runs_s())
    if (run.size() > 1) return "";
  return "No two initial contacts, one of each foot, were found within two seconds.";
}

std::string GaitTable::no_side_reason(Side side) const {
  using L = BodyLandmark;
  const bool left = side == Side::kLeft;
  const std::string name(name_of(side));
  const auto seen = [&](L landmark) { return seen_in_walks(landmark, landmark); };
  if (!seen(left ? L::kLeftAnkle : L::kRightAnkle) && !seen(left ? L::kLeftHeel : L::kRightHeel) &&
      !seen(left ? L::kLeftBigToe : L::kRightBigToe))
    return "The " + name + " foot was not seen.";
  const bool contacts =
      std::any_of(evidence_.events.begin(), evidence_.events.end(), [&](const GaitEvent& event) {
        return event.side == side && event.kind == GaitEventKind::kInitialContact;
      });
  if (!contacts) return "No initial contact of the " + name + " foot was found.";
  const bool strides = std::any_of(result_.strides.begin(), result_.strides.end(),
                                   [&](const Stride& stride) { return stride.side == side; });
  if (!strides) return "No whole stride of the " + name + " foot was found.";
  return "On the " + name + " side it could not be read off any stride.";
}

bool GaitTable::seen_in_walks(BodyLandmark left, BodyLandmark right) const {
  const LandmarkTracks& tracks = evidence_.tracks;
  return std::any_of(evidence_.passes.begin(), evidence_.passes.end(), [&](const auto& pass) {
    const std::size_t first = pass.pass.first_sample, last = pass.pass.last_sample;
    return walks(pass) &&
           (tracks[left].ever_known(first, last) || tracks[right].ever_known(first, last));
  });
}

std::string GaitTable::no_side_step_reason(Side side) const {
  bool ends_a_step = false, comes_down = false;
  const GaitEvent* before = nullptr;
  for (const GaitEvent& event : evidence_.events) {
    if (event.kind != GaitEventKind::kInitialContact) continue;
    comes_down |= event.side == side;
    ends_a_step |= event.side == side && before != nullptr && is_step(*before, event);
    before = &event;
  }
  if (!comes_down || ends_a_step) return no_side_reason(side);
  return "No step that ends with the " + std::string(name_of(side)) + " foot was found.";
}

std::string GaitTable::no_side_view_reason() const {
  bool oblique = false, known = false;
  for (const PassGeometry& pass : evidence_.passes) {
    if (!walks(pass)) continue;
    if (from_the_side(pass)) return "";
    oblique |= pass.pass.view == ViewKind::kOblique;
    known |= pass.pass.view != ViewKind::kUnknown;
  }
  if (!known) return "From which side the person is seen could not be determined.";
  return oblique ? "The person is seen obliquely; lengths in the picture would be too short."
                 : "The person is not seen from the side; without depth, lengths along the way "
                   "can't be measured.";
}

std::string GaitTable::no_lengths_reason(const std::string& otherwise) const {
  if (std::none_of(evidence_.passes.begin(), evidence_.passes.end(), walks))
    return no_contacts_reason();
  if (const std::string reason = no_side_view_reason(); !reason.empty()) return reason;
  if (const std::string reason = no_strides_reason(); !reason.empty()) return reason;
  return otherwise;
}

std::string GaitTable::no_metres_reason(bool in_heights, const std::string& no_heights) {
  return in_heights ? "Nothing tells how large a pixel is; give the patient's height or a known "
                      "distance. Lengths in body heights are reported."
                    : no_heights;
}

}  // namespace securepose::kinematics
