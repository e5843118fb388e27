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

void GaitTable::add_lengths() {
  add_sided("stride_length_m", "m", over_strides([](const Stride& s) { return s.length_m; }),
            no_lengths_reason(true));
  add_sided("step_length_m", "m", over_strides([](const Stride& s) { return s.step_length_m; }),
            no_step_lengths_reason(true));
  add_sided("stride_length_body_heights", "body heights",
            over_strides([](const Stride& s) { return s.length_heights; }),
            no_lengths_reason(false));
  add_sided("step_length_body_heights", "body heights",
            over_strides([](const Stride& s) { return s.step_length_heights; }),
            no_step_lengths_reason(false));
}

/// A step needs both feet, whatever else stands against a length.
std::string GaitTable::no_step_lengths_reason(bool in_metres) const {
  const bool any_length =
      std::any_of(result_.strides.begin(), result_.strides.end(), [&](const Stride& s) {
        return in_metres ? s.length_m.has_value() : s.length_heights.has_value();
      });
  return any_length ? no_steps_reason() : no_lengths_reason(in_metres);
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

void GaitTable::add_clearance() {
  add_sided("foot_clearance_m", "m", over_strides([](const Stride& s) { return s.clearance_m; }),
            no_lengths_reason(true));
  add_sided("foot_clearance_body_heights", "body heights",
            over_strides([](const Stride& s) { return s.clearance_heights; }),
            no_lengths_reason(false));
}

}  // namespace securepose::kinematics
