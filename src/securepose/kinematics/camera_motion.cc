#include "securepose/kinematics/camera_motion.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

#include "securepose/kinematics/body_size.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

constexpr double kDensestShare = 0.3;
constexpr double kBaseline_s = 0.1;
constexpr double kHalfWindow_s = 0.8;  // a stride and a half at usual cadence
constexpr double kStep_s = 0.1;        // between two estimates
constexpr std::size_t kLeastValues = 8;
constexpr double kLeastVelocity = 0.12;  // body heights per second; 0.2 m/s for an adult
/// A foot seen from the side is about 0.15 body heights long; below a fifth it tells no direction.
constexpr double kLeastFoot = 0.03;

/// Samples of one shot: [first, last].
std::vector<SampleRange> shots_of(const LandmarkTracks& tracks) {
  std::vector<SampleRange> shots;
  for (std::size_t s = 0; s < tracks.shot_starts.size(); ++s) {
    const bool is_last = s + 1 == tracks.shot_starts.size();
    const std::size_t end = is_last ? tracks.size() : tracks.shot_starts[s + 1];
    if (end > tracks.shot_starts[s]) shots.push_back({tracks.shot_starts[s], end - 1});
  }
  return shots;
}

/// A landmark's velocity to the right at every sample of a shot.
class Velocities {
 public:
  Velocities(const LandmarkTracks& tracks, SampleRange shot, L landmark)
      : shot_(shot), values_px_s_(shot.last - shot.first + 1) {
    const LandmarkTrack& track = tracks[landmark];
    std::size_t j = shot.first;
    for (std::size_t i = shot.first; i <= shot.last; ++i) {
      while (j < shot.last && tracks.time_s[j] - tracks.time_s[i] < kBaseline_s - 1e-6) ++j;
      const double interval_s = tracks.time_s[j] - tracks.time_s[i];
      if (interval_s < kBaseline_s - 1e-6 || interval_s > 2 * kBaseline_s) continue;
      if (track.known(i) && track.known(j))
        values_px_s_[i - shot.first] = (track.x_px[j] - track.x_px[i]) / interval_s;
    }
  }

  void append(SampleRange window, std::vector<double>& values) const {
    for (std::size_t i = window.first; i <= window.last; ++i)
      if (const auto& v = values_px_s_[i - shot_.first]) values.push_back(*v);
  }

 private:
  SampleRange shot_;
  std::vector<std::optional<double>> values_px_s_;
};

/// One shot's toes and hips.
class FloorOfShot {
 public:
  FloorOfShot(const LandmarkTracks& tracks, SampleRange shot, double height_px)
      : tracks_(tracks), height_px_(height_px), hips_(tracks, shot, L::kMidHip) {
    const bool toes = tracks[L::kLeftBigToe].ever_known(shot.first, shot.last) ||
                      tracks[L::kRightBigToe].ever_known(shot.first, shot.last);
    for (const L foot : toes ? std::array{L::kLeftBigToe, L::kRightBigToe}
                             : std::array{L::kLeftAnkle, L::kRightAnkle})
      feet_.emplace_back(tracks, shot, foot);
  }

  double velocity_px_s(SampleRange window) const {
    std::vector<double> values;
    for (const Velocities& foot : feet_) foot.append(window, values);
    if (values.size() < kLeastValues) return 0;
    const double floor = densest_mean(std::move(values));
    if (std::abs(floor) < kLeastVelocity * height_px_) return 0;
    std::vector<double> hips;
    hips_.append(window, hips);
    if (hips.empty()) return 0;
    const double walk = percentile_of(hips, 50) - floor;
    const double foot_px = foot_direction_px(window);
    const bool against_feet = std::abs(foot_px) > kLeastFoot * height_px_ && foot_px * walk < 0;
    return against_feet ? 0 : floor;
  }

 private:
  /// How far toes lie to the right of heels, in the median; 0 if they are not seen.
  double foot_direction_px(SampleRange window) const {
    std::vector<double> lengths;
    for (std::size_t i = window.first; i <= window.last; ++i)
      for (const auto& [heel, toe] :
           {std::pair{L::kLeftHeel, L::kLeftBigToe}, std::pair{L::kRightHeel, L::kRightBigToe}}) {
        const auto from = tracks_.at(heel, i), to = tracks_.at(toe, i);
        if (from && to) lengths.push_back(to->x_px - from->x_px);
      }
    return lengths.empty() ? 0 : percentile_of(lengths, 50);
  }

  const LandmarkTracks& tracks_;
  double height_px_;
  Velocities hips_;
  std::vector<Velocities> feet_;
};

}  // namespace

double densest_mean(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto count = std::max<std::size_t>(
      1, static_cast<std::size_t>(kDensestShare * static_cast<double>(values.size())));
  std::size_t best = 0;
  for (std::size_t k = 0; k + count <= values.size(); ++k)
    if (values[k + count - 1] - values[k] < values[best + count - 1] - values[best]) best = k;
  double sum = 0;
  for (std::size_t k = best; k < best + count; ++k) sum += values[k];
  return sum / static_cast<double>(count);
}

std::vector<double> floor_velocities_px_s(const LandmarkTracks& tracks, double height_px) {
  std::vector<double> velocities(tracks.size(), 0.0);
  for (const SampleRange shot : shots_of(tracks)) {
    const FloorOfShot floor(tracks, shot, height_px);
    const auto& t = tracks.time_s;
    SampleRange window{shot.first, shot.first};
    const auto estimate = [&](double at_s) {
      while (t[window.first] < at_s - kHalfWindow_s) ++window.first;
      window.last = std::max(window.last, window.first);
      while (window.last < shot.last && t[window.last + 1] <= at_s + kHalfWindow_s) ++window.last;
      return floor.velocity_px_s(window);
    };
    double from_s = t[shot.first], from = estimate(from_s), to = from;
    double to_s = from_s;
    for (std::size_t i = shot.first; i <= shot.last; ++i) {
      while (to_s < t[i]) {
        from_s = to_s;
        from = to;
        to_s = std::min(std::max(from_s + kStep_s, t[i] - kStep_s), t[shot.last]);
        to = estimate(to_s);
      }
      const double share = to_s > from_s ? (t[i] - from_s) / (to_s - from_s) : 0;
      velocities[i] = from + share * (to - from);
    }
  }
  return velocities;
}

}  // namespace securepose::kinematics
