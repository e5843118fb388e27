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

/// Part of a stance in which the toe stands still, also behind a low-pass filter.
constexpr double kStandsFrom = 0.3, kStandsTo = 0.6;

/// x of a landmark between the samples; nothing where it is not known on either side.
std::optional<double> x_at(const LandmarkTracks& tracks, L landmark, double time_s) {
  const auto& t = tracks.time_s;
  const auto above = std::lower_bound(t.begin(), t.end(), time_s);
  if (above == t.end() || above == t.begin()) return std::nullopt;
  const auto j = static_cast<std::size_t>(above - t.begin());
  const auto a = tracks.at(landmark, j - 1), b = tracks.at(landmark, j);
  if (!a || !b) return std::nullopt;
  return a->x_px + (time_s - t[j - 1]) / (t[j] - t[j - 1]) * (b->x_px - a->x_px);
}

/// Median velocity of one foot in its stances.
std::optional<double> standing_velocity(const LandmarkTracks& tracks, const PassGeometry& pass,
                                        std::size_t number, Side side,
                                        const std::vector<GaitEvent>& events) {
  const bool left = side == Side::kLeft;
  const L toe = left ? L::kLeftBigToe : L::kRightBigToe;
  const L ankle = left ? L::kLeftAnkle : L::kRightAnkle;
  const L part =
      tracks[toe].ever_known(pass.pass.first_sample, pass.pass.last_sample) ? toe : ankle;
  std::vector<double> velocities;
  const GaitEvent* contact = nullptr;
  for (const GaitEvent& event : events) {
    if (event.pass != number || event.side != side) continue;
    if (contact != nullptr && event.kind == GaitEventKind::kFinalContact) {
      const double from_s = (contact->time - tracks.origin).seconds();
      const double stance_s = (event.time - contact->time).seconds();
      const double begin_s = from_s + kStandsFrom * stance_s, end_s = from_s + kStandsTo * stance_s;
      const auto begin = x_at(tracks, part, begin_s), end = x_at(tracks, part, end_s);
      if (begin && end && end_s > begin_s)
        velocities.push_back(progression_sign(pass) * (*end - *begin) /
                             ((end_s - begin_s) * pass.size.height_px));
    }
    contact = event.kind == GaitEventKind::kInitialContact ? &event : nullptr;
  }
  if (velocities.empty()) return std::nullopt;
  return percentile_of(velocities, 50);
}

}  // namespace

std::optional<double> standing_foot_velocity(const LandmarkTracks& tracks, const PassGeometry& pass,
                                             std::size_t number,
                                             const std::vector<GaitEvent>& events) {
  const auto left = standing_velocity(tracks, pass, number, Side::kLeft, events);
  const auto right = standing_velocity(tracks, pass, number, Side::kRight, events);
  if (left && right) return (*left + *right) / 2;
  return left ? left : right;
}

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
