#include "securepose/kinematics/heading.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace securepose::kinematics {

namespace {

constexpr double kHalfWindow_s = 0.5;
constexpr double kLeastSpan_s = 0.4;

/// Running sums for the slope of a straight line over a sliding window.
struct LineSums {
  double n = 0, t = 0, tt = 0, v = 0, tv = 0;

  void add(double time, double value, double sign) {
    n += sign;
    t += sign * time;
    tt += sign * time * time;
    v += sign * value;
    tv += sign * time * value;
  }
  double slope() const {
    const double spread = n * tt - t * t;
    return spread > 1e-9 ? (n * tv - t * v) / spread : 0;
  }
};

/// Slope of `values` (at times `time_s`) around each of them; `known` tells where there is one.
struct SlidingSlope {
  std::vector<double> slope;
  std::vector<bool> known;
};

SlidingSlope sliding_slope(const LandmarkTracks& tracks, const std::vector<double>& values,
                           const std::vector<bool>& given) {
  const std::size_t n = tracks.size();
  SlidingSlope result{std::vector<double>(n, 0.0), std::vector<bool>(n, false)};
  for (std::size_t shot = 0; shot < tracks.shot_starts.size(); ++shot) {
    const std::size_t begin = tracks.shot_starts[shot];
    const std::size_t end = shot + 1 < tracks.shot_starts.size() ? tracks.shot_starts[shot + 1] : n;
    if (begin >= end) continue;
    const double origin = tracks.time_s[begin];  // keeps the sums well conditioned
    LineSums sums;
    std::size_t first = begin, last = begin;  // window [first, last)
    for (std::size_t i = begin; i < end; ++i) {
      for (; last < end && tracks.time_s[last] <= tracks.time_s[i] + kHalfWindow_s; ++last)
        if (given[last]) sums.add(tracks.time_s[last] - origin, values[last], 1);
      for (; tracks.time_s[first] < tracks.time_s[i] - kHalfWindow_s; ++first)
        if (given[first]) sums.add(tracks.time_s[first] - origin, values[first], -1);
      const double span_s = tracks.time_s[last - 1] - tracks.time_s[first];
      if (sums.n < 3.5 || span_s < kLeastSpan_s || 2 * sums.n < static_cast<double>(last - first))
        continue;
      result.slope[i] = sums.slope();
      result.known[i] = true;
    }
  }
  return result;
}

/// Mean way from heel to toe of both feet around every sample, within its shot.
std::vector<std::optional<double>> feet_px(const LandmarkTracks& tracks) {
  using L = BodyLandmark;
  constexpr double kHalfFeetWindow_s = 0.25;
  const std::size_t n = tracks.size();
  std::vector<double> sum_px(n + 1, 0.0), count(n + 1, 0.0);  // of all samples before
  for (std::size_t i = 0; i < n; ++i) {
    sum_px[i + 1] = sum_px[i];
    count[i + 1] = count[i];
    for (const auto& [heel, toe] :
         {std::pair{L::kLeftHeel, L::kLeftBigToe}, std::pair{L::kRightHeel, L::kRightBigToe}}) {
      const auto from = tracks.at(heel, i), to = tracks.at(toe, i);
      if (!from || !to) continue;
      sum_px[i + 1] += to->x_px - from->x_px;
      count[i + 1] += 1;
    }
  }
  std::vector<std::optional<double>> result(n);
  for (std::size_t shot = 0; shot < tracks.shot_starts.size(); ++shot) {
    const std::size_t begin = tracks.shot_starts[shot];
    const std::size_t end = shot + 1 < tracks.shot_starts.size() ? tracks.shot_starts[shot + 1] : n;
    std::size_t first = begin, last = begin;  // window [first, last)
    for (std::size_t i = begin; i < end; ++i) {
      while (last < end && tracks.time_s[last] <= tracks.time_s[i] + kHalfFeetWindow_s) ++last;
      while (tracks.time_s[first] < tracks.time_s[i] - kHalfFeetWindow_s) ++first;
      if (const double seen = count[last] - count[first]; seen > 0)
        result[i] = (sum_px[last] - sum_px[first]) / seen;
    }
  }
  return result;
}

/// Samples within a second of one at which the floor moves.
void mark_moving_floor(const LandmarkTracks& tracks, const std::vector<double>& floor_px_s,
                       std::vector<Heading>& headings) {
  constexpr double kReach_s = 1;
  std::optional<double> before_s;
  for (std::size_t i = 0; i < floor_px_s.size(); ++i) {
    if (floor_px_s[i] != 0) before_s = tracks.time_s[i];
    headings[i].floor_moves = before_s && tracks.time_s[i] - *before_s <= kReach_s;
  }
  std::optional<double> after_s;
  for (std::size_t i = floor_px_s.size(); i-- > 0;) {
    if (floor_px_s[i] != 0) after_s = tracks.time_s[i];
    headings[i].floor_moves |= after_s && *after_s - tracks.time_s[i] <= kReach_s;
  }
}

}  // namespace

double Heading::speed() const { return std::hypot(sideways, away); }

double assumed_focal_px(const LandmarkTracks& tracks, double height_px) {
  if (tracks.width_px && tracks.height_px)
    return 0.8 * std::max(*tracks.width_px, *tracks.height_px);
  return 3.3 * height_px;
}

std::vector<Heading> headings(const LandmarkTracks& tracks, double height_px,
                              const std::vector<double>& floor_px_s) {
  using L = BodyLandmark;
  const std::size_t n = tracks.size();
  std::vector<double> x(n, 0.0), log_trunk(n, 0.0);
  std::vector<bool> hips(n, false), trunk(n, false);
  for (std::size_t i = 0; i < n; ++i) {
    const auto hip = tracks.at(L::kMidHip, i), neck = tracks.at(L::kNeck, i);
    if (!hip) continue;
    hips[i] = true;
    x[i] = hip->x_px;
    if (!neck) continue;
    const double length_px = geometry::distance_px(*hip, *neck);
    if (length_px < 1) continue;
    trunk[i] = true;
    log_trunk[i] = std::log(length_px);
  }
  const SlidingSlope sideways = sliding_slope(tracks, x, hips);
  const SlidingSlope growth = sliding_slope(tracks, log_trunk, trunk);
  const double distance_in_heights = assumed_focal_px(tracks, height_px) / height_px;
  const std::vector<std::optional<double>> feet = feet_px(tracks);
  std::vector<Heading> result(n);
  for (std::size_t i = 0; i < n; ++i) {
    if (feet[i]) result[i].feet = *feet[i] / height_px;
    if (!sideways.known[i]) continue;
    result[i].known = true;
    const double floor = floor_px_s.empty() ? 0 : floor_px_s[i];
    result[i].sideways = (sideways.slope[i] - floor) / height_px;
    if (growth.known[i]) result[i].away = -growth.slope[i] * distance_in_heights;
  }
  mark_moving_floor(tracks, floor_px_s, result);
  return result;
}

}  // namespace securepose::kinematics
