// Rows of the gait table that are speeds and lengths.
#include <algorithm>

#include "securepose/kinematics/foot_motion.h"
#include "securepose/kinematics/gait_table.h"
#include "securepose/kinematics/step_width.h"

namespace securepose::kinematics {

/// Way of the hips over the floor from the first to the last sample of a pass, by its time; body
/// heights per second.
std::optional<double> GaitTable::pass_speed_heights_s(std::size_t p) const {
  const PassGeometry& pass = evidence_.passes[p];
  if (!walks(pass) || !scales_[p].lengths) return std::nullopt;
  const LandmarkTracks& tracks = evidence_.tracks;
  const LandmarkTrack& hips = tracks[BodyLandmark::kMidHip];
  std::size_t first = pass.pass.first_sample, last = pass.pass.last_sample;
  while (first < last && !hips.known(first)) ++first;
  while (first < last && !hips.known(last)) --last;
  const double time_s = tracks.time_s[last] - tracks.time_s[first];
  if (time_s <= 0) return std::nullopt;
  return progression_sign(pass) * (hips.x_px[last] - hips.x_px[first]) / pass.size.height_px /
             time_s -
         scales_[p].floor_velocity;
}

/// Speeds of whole strides; where there is none, of whole passes.
GaitTable::Speeds GaitTable::speeds(bool in_metres) const {
  Speeds result;
  double way = 0, lasts_s = 0;
  const auto factor = [&](std::size_t p) { return in_metres ? scales_[p].height_m : 1.0; };
  for (const Stride& s : result_.strides) {
    const auto& stride = in_metres ? s.speed_m_s : s.speed_heights_s;
    if (!stride) continue;
    result.values.push_back(*stride);
    // Whoever drifts to and fro on a belt takes more strides while going faster, so there the way
    // is that of the whole pass.
    const auto pass =
        evidence_.passes[s.pass].on_the_spot ? pass_speed_heights_s(s.pass) : std::nullopt;
    way += (pass && factor(s.pass) ? *pass * *factor(s.pass) : *stride) * s.duration_s();
    lasts_s += s.duration_s();
  }
  if (lasts_s > 0) result.over_time = way / lasts_s;
  if (!result.values.empty()) return result;
  for (std::size_t p = 0; p < evidence_.passes.size(); ++p)
    if (const auto speed = pass_speed_heights_s(p); speed && factor(p))
      result.values.push_back(*speed * *factor(p));
  return result;
}

void GaitTable::add_speed() {
  // Whoever is seen to walk from the side has a speed, at least over the pass.
  const std::string reason = no_lengths_reason("The hips were not seen for long enough.");
  const Speeds heights = speeds(false);
  Speeds metres = speeds(true);
  if (options_.treadmill && options_.belt_speed_m_s)
    metres = {{*options_.belt_speed_m_s}, options_.belt_speed_m_s};
  // The mean of rates is not the rate: way over time.
  const auto add = [&](const char* name, const char* unit, const Speeds& speeds,
                       const std::string& missing) {
    add_whole(name, unit, speeds.values, missing);
    if (auto& row = result_.parameters.back(); row.both && speeds.over_time)
      row.both->mean = *speeds.over_time;
  };
  add("walking_speed_m_s", "m/s", metres, no_metres_reason(!heights.values.empty(), reason));
  add("walking_speed_body_heights_s", "body heights/s", heights, reason);
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
