#include "securepose/kinematics/heading.h"

#include <algorithm>
#include <cmath>

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

}  // namespace

double Heading::speed() const { return std::hypot(sideways, away); }

double assumed_focal_px(const LandmarkTracks& tracks, double height_px) {
  if (tracks.width_px && tracks.height_px)
    return 0.8 * std::max(*tracks.width_px, *tracks.height_px);
  return 3.3 * height_px;
}

std::vector<Heading> headings(const LandmarkTracks& tracks, double height_px) {
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
  std::vector<Heading> result(n);
  for (std::size_t i = 0; i < n; ++i) {
    if (!sideways.known[i]) continue;
    result[i].known = true;
    result[i].sideways = sideways.slope[i] / height_px;
    if (growth.known[i]) result[i].away = -growth.slope[i] * distance_in_heights;
  }
  return result;
}

}  // namespace securepose::kinematics
