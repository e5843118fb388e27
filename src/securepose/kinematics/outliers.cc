#include "securepose/kinematics/outliers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace securepose::kinematics {

namespace {

/// Destroys the order of `values`; they must not be empty.
double median_of(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Whether the value at `i` stands off from the median of the values around it.
bool stands_off(const std::vector<double>& window, double value, const OutlierOptions& options,
                double least_px, std::vector<double>& scratch) {
  scratch = window;
  const double median = median_of(scratch);
  const double distance = std::abs(value - median);
  if (distance <= least_px) return false;
  scratch.clear();
  for (const double v : window) scratch.push_back(std::abs(v - median));
  const double sigma = 1.4826 * median_of(scratch);
  return distance > options.threshold_sigma * sigma;
}

std::vector<std::size_t> outliers_of(const LandmarkTracks& tracks, const LandmarkTrack& track,
                                     const OutlierOptions& options, double least_px) {
  // At the ends of a run the median of a moving point lies off to one side.
  constexpr std::size_t kFewestOnASide = 2;
  std::vector<std::size_t> found;
  std::vector<double> x, y, scratch;
  for (std::size_t shot = 0; shot < tracks.shot_starts.size(); ++shot) {
    const std::size_t begin = tracks.shot_starts[shot];
    const std::size_t end =
        shot + 1 < tracks.shot_starts.size() ? tracks.shot_starts[shot + 1] : tracks.size();
    std::size_t first = begin;
    std::size_t last = begin;  // exclusive
    for (std::size_t i = begin; i < end; ++i) {
      if (track.state[i] != PointState::kSeen) continue;
      const double half_s = options.half_window_s + 1e-6;
      while (tracks.time_s[first] < tracks.time_s[i] - half_s) ++first;
      while (last < end && tracks.time_s[last] <= tracks.time_s[i] + half_s) ++last;
      x.clear();
      y.clear();
      std::size_t before = 0;
      for (std::size_t j = first; j < last; ++j) {
        if (track.state[j] != PointState::kSeen) continue;
        before += j < i;
        x.push_back(track.x_px[j]);
        y.push_back(track.y_px[j]);
      }
      if (before < kFewestOnASide || x.size() - 1 - before < kFewestOnASide) continue;
      if (stands_off(x, track.x_px[i], options, least_px, scratch) ||
          stands_off(y, track.y_px[i], options, least_px, scratch))
        found.push_back(i);
    }
  }
  return found;
}

}  // namespace

double typical_leg_px(const LandmarkTracks& tracks) {
  using L = BodyLandmark;
  double longest = 0;
  for (const auto& [hip, knee, ankle] : {std::array{L::kLeftHip, L::kLeftKnee, L::kLeftAnkle},
                                         std::array{L::kRightHip, L::kRightKnee, L::kRightAnkle}}) {
    std::vector<double> lengths;
    for (std::size_t i = 0; i < tracks.size(); ++i) {
      const auto h = tracks.at(hip, i), k = tracks.at(knee, i), a = tracks.at(ankle, i);
      if (h && k && a)
        lengths.push_back(geometry::distance_px(*h, *k) + geometry::distance_px(*k, *a));
    }
    if (!lengths.empty()) longest = std::max(longest, median_of(lengths));
  }
  return longest;
}

std::size_t remove_outliers(LandmarkTracks& tracks, const OutlierOptions& options) {
  const double least_px = options.least_share_of_leg * typical_leg_px(tracks);
  std::size_t removed = 0;
  for (LandmarkTrack& track : tracks.tracks) {
    for (const std::size_t i : outliers_of(tracks, track, options, least_px)) {
      track.state[i] = PointState::kMissing;
      track.outlier[i] = 1;
      ++removed;
    }
  }
  return removed;
}

}  // namespace securepose::kinematics
