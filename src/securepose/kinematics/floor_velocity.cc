#include "securepose/kinematics/floor_velocity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "securepose/kinematics/camera_motion.h"
#include "securepose/kinematics/foot_motion.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

constexpr double kBaseline_s = 0.1;
/// A slower floor is jitter (0.2 m/s for an adult), and so is one that is slow against the walk.
constexpr double kLeastVelocity = 0.12;
constexpr double kLeastShareOfSpeed = 0.2;

/// Velocities of a landmark over the baseline at every sample of a pass.
void add_velocities(const LandmarkTracks& tracks, const PassGeometry& pass, L landmark,
                    std::vector<double>& velocities) {
  const LandmarkTrack& track = tracks[landmark];
  std::size_t j = pass.pass.first_sample;
  for (std::size_t i = pass.pass.first_sample; i <= pass.pass.last_sample; ++i) {
    while (j < pass.pass.last_sample && tracks.time_s[j] - tracks.time_s[i] < kBaseline_s - 1e-6)
      ++j;
    const double interval_s = tracks.time_s[j] - tracks.time_s[i];
    if (interval_s < kBaseline_s - 1e-6 || interval_s > 2 * kBaseline_s) continue;
    if (!track.known(i) || !track.known(j)) continue;
    velocities.push_back(progression_sign(pass) * (track.x_px[j] - track.x_px[i]) /
                         (interval_s * pass.size.height_px));
  }
}

/// Mean velocity of the hips through the picture along the progression.
double hip_velocity(const LandmarkTracks& tracks, const PassGeometry& pass) {
  const auto first = tracks.at(L::kMidHip, pass.pass.first_sample);
  const auto last = tracks.at(L::kMidHip, pass.pass.last_sample);
  const double lasts_s =
      tracks.time_s[pass.pass.last_sample] - tracks.time_s[pass.pass.first_sample];
  if (!first || !last || lasts_s <= 0) return 0;
  return progression_sign(pass) * (last->x_px - first->x_px) / (lasts_s * pass.size.height_px);
}

}  // namespace

double floor_velocity(const LandmarkTracks& tracks, const PassGeometry& pass) {
  std::vector<double> velocities;
  for (const L toe : {L::kLeftBigToe, L::kRightBigToe})
    add_velocities(tracks, pass, toe, velocities);
  if (velocities.empty())
    for (const L ankle : {L::kLeftAnkle, L::kRightAnkle})
      add_velocities(tracks, pass, ankle, velocities);
  return densest_mean(std::move(velocities));
}

void mark_moving_cameras(const LandmarkTracks& tracks, std::vector<PassGeometry>& passes,
                         std::vector<std::string>& notes) {
  for (PassGeometry& pass : passes) {
    const bool from_the_side =
        pass.pass.view == ViewKind::kSagittalLeft || pass.pass.view == ViewKind::kSagittalRight;
    if (!from_the_side || pass.on_the_spot || pass.progression == 0 ||
        pass.pass.activity != Activity::kWalking)
      continue;
    const double floor = floor_velocity(tracks, pass);
    const double speed = hip_velocity(tracks, pass) - floor;
    if (std::abs(floor) < kLeastVelocity || std::abs(floor) < kLeastShareOfSpeed * std::abs(speed))
      continue;
    pass.moving_camera = true;
    notes.push_back(fmt::format(
        "From {:.1f} s to {:.1f} s the camera moved along with the person; speed and lengths are "
        "measured against the feet that stand and are less exact.",
        pass.pass.start.seconds(), pass.pass.end.seconds()));
  }
}

}  // namespace securepose::kinematics
