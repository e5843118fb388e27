// Rows of the gait table that are speeds and lengths.
#include <algorithm>

#include "securepose/kinematics/foot_motion.h"
#include "securepose/kinematics/gait_table.h"
#include "securepose/kinematics/step_width.h"

namespace securepose::kinematics {

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
    const LandmarkTrack& hips = tracks[BodyLandmark::kMidHip];
    std::size_t first = pass.pass.first_sample, last = pass.pass.last_sample;
    while (first < last && !hips.known(first)) ++first;
    while (first < last && !hips.known(last)) --last;
    const double time_s = tracks.time_s[last] - tracks.time_s[first];
    if (time_s > 0)
      speeds.push_back(progression_sign(pass) * (hips.x_px[last] - hips.x_px[first]) /
                           pass.size.height_px / time_s -
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
  const std::vector<double> heights_s = speeds_heights_s();
  // Whoever is seen to walk from the side has a speed, at least over the pass.
  const std::string reason = no_lengths_reason("The hips were not seen for long enough.");
  add_whole("walking_speed_m_s", "m/s", speeds_m_s(), no_metres_reason(!heights_s.empty(), reason));
  add_whole("walking_speed_body_heights_s", "body heights/s", heights_s, reason);
}

void GaitTable::add_lengths() {
  const SideValues strides = over_strides([](const Stride& s) { return s.length_heights; });
  const SideValues steps = over_strides([](const Stride& s) { return s.step_length_heights; });
  const bool any_stride = !strides.both().empty(), any_step = !steps.both().empty();
  const std::string no_stride =
      no_lengths_reason("No stride shows where the foot rests at both of its ends.");
  // A step needs both feet, whatever else stands against a length.
  std::string no_step = no_lengths_reason(no_steps_reason());
  if (no_step.empty()) no_step = "No step shows where both feet rest.";
  add_sided("stride_length_m", "m", over_strides([](const Stride& s) { return s.length_m; }),
            no_metres_reason(any_stride, no_stride));
  add_sided("step_length_m", "m", over_strides([](const Stride& s) { return s.step_length_m; }),
            no_metres_reason(any_step, no_step));
  add_sided("stride_length_body_heights", "body heights", strides, no_stride);
  add_sided("step_length_body_heights", "body heights", steps, no_step);
}

void GaitTable::add_width() {
  std::vector<double> heights =
      step_widths_heights(evidence_.tracks, evidence_.passes, evidence_.events);
  const bool frontal =
      std::any_of(evidence_.passes.begin(), evidence_.passes.end(), [](const PassGeometry& p) {
        return walks(p) &&
               (p.pass.view == ViewKind::kFrontalTowards || p.pass.view == ViewKind::kFrontalAway);
      });
  std::string reason = no_contacts_reason();
  if (!frontal && reason.empty()) reason = "The person is not seen from the front or back.";
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

void GaitTable::add_clearance() {
  const SideValues heights = over_strides([](const Stride& s) { return s.clearance_heights; });
  const std::string reason =
      no_lengths_reason(seen_in_walks(BodyLandmark::kLeftBigToe, BodyLandmark::kRightBigToe)
                            ? "No toe was seen both in stance and in the swing that follows."
                            : "The toes were not seen.");
  add_sided("foot_clearance_m", "m", over_strides([](const Stride& s) { return s.clearance_m; }),
            no_metres_reason(!heights.both().empty(), reason));
  add_sided("foot_clearance_body_heights", "body heights", heights, reason);
}

}  // namespace securepose::kinematics
