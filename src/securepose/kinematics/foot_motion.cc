#include "securepose/kinematics/foot_motion.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "securepose/kinematics/cubic_spline.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

constexpr double kShortest_s = 0.3;
constexpr double kLongestInterval_s = 0.25;

struct FootLandmarks {
  L heel, toe;
  bool whole = true;
};

/// Heel and big toe, or the ankle in place of one that the set lacks.
FootLandmarks landmarks_of(const LandmarkTracks& tracks, SampleRange range, Side side) {
  const bool left = side == Side::kLeft;
  FootLandmarks foot{left ? L::kLeftHeel : L::kRightHeel, left ? L::kLeftBigToe : L::kRightBigToe};
  const L ankle = left ? L::kLeftAnkle : L::kRightAnkle;
  for (L* part : {&foot.heel, &foot.toe})
    if (!tracks[*part].ever_known(range.first, range.last)) {
      *part = ankle;
      foot.whole = false;
    }
  return foot;
}

std::vector<double> derivative(const std::vector<double>& values) {
  const std::size_t n = values.size();
  std::vector<double> result(n, 0.0);
  for (std::size_t i = 1; i + 1 < n; ++i)
    result[i] = (values[i + 1] - values[i - 1]) / (2 * FootMotion::kStep_s);
  if (n > 1) {
    result[0] = (values[1] - values[0]) / FootMotion::kStep_s;
    result[n - 1] = (values[n - 1] - values[n - 2]) / FootMotion::kStep_s;
  }
  return result;
}

/// The person's size in the picture against its typical size in the pass, from the trunk's length
/// averaged over a second; 1 throughout where a pass keeps its distance from the camera.
std::vector<double> relative_size(const LandmarkTracks& tracks, const PassGeometry& pass,
                                  const std::vector<double>& time_s, std::size_t begin,
                                  std::size_t count) {
  if (pass.pass.view != ViewKind::kFrontalTowards && pass.pass.view != ViewKind::kFrontalAway)
    return std::vector<double>(count, 1.0);
  constexpr double kHalfWindow_s = 0.5;
  std::vector<double> trunk_px;
  for (std::size_t k = 0; k < time_s.size(); ++k) {
    const auto neck = tracks.at(L::kNeck, begin + k), hip = tracks.at(L::kMidHip, begin + k);
    trunk_px.push_back(neck && hip ? geometry::distance_px(*neck, *hip) : pass.size.trunk_px);
  }
  std::vector<double> size;
  std::size_t first = 0, last = 0;
  double sum = 0;
  for (const double at : time_s) {
    // A window that shrinks towards the ends alike on both sides does not pull them inwards.
    const double half = std::min({kHalfWindow_s, at - time_s.front(), time_s.back() - at}) + 1e-9;
    while (last < time_s.size() && time_s[last] <= at + half) sum += trunk_px[last++];
    while (last > 0 && time_s[last - 1] > at + half) sum -= trunk_px[--last];
    while (time_s[first] < at - half) sum -= trunk_px[first++];
    while (first > 0 && time_s[first - 1] >= at - half) sum += trunk_px[--first];
    size.push_back(sum / static_cast<double>(last - first) / pass.size.trunk_px);
  }
  constexpr double kLeast = 0.05;
  std::vector<double> dense =
      CubicSpline(time_s, size).sample(time_s.front(), FootMotion::kStep_s, count);
  for (double& s : dense) s = std::max(s, kLeast);
  return dense;
}

void scale_motion(DensePath& path, const std::vector<double>& size) {
  for (std::size_t i = 0; i < size.size(); ++i) {
    const double factor = 1 / size[i];
    path.vx[i] *= factor;
    path.vy[i] *= factor;
    path.ax[i] *= factor;
    path.ay[i] *= factor;
  }
}

double rest_speed(const PassGeometry& pass, const std::vector<double>& hip_x, double lasts_s,
                  double floor_velocity) {
  if (pass.pass.view == ViewKind::kFrontalTowards || pass.pass.view == ViewKind::kFrontalAway)
    return kRestSpeed;  // the way forward can't be seen
  const double walking_speed = (hip_x.back() - hip_x.front()) / lasts_s - floor_velocity;
  return std::clamp(kRestShareOfSpeed * walking_speed, kLeastRestSpeed, kRestSpeed);
}

DensePath dense_path(const std::vector<double>& time_s, const LandmarkTrack& track,
                     std::size_t begin, const PassGeometry& pass, double floor_velocity,
                     std::size_t count) {
  std::vector<double> x, y;
  for (std::size_t k = 0; k < time_s.size(); ++k) {
    x.push_back(progression_sign(pass) * track.x_px[begin + k] / pass.size.height_px);
    y.push_back(-track.y_px[begin + k] / pass.size.height_px);
  }
  DensePath path;
  path.x = CubicSpline(time_s, x).sample(time_s.front(), FootMotion::kStep_s, count);
  path.y = CubicSpline(time_s, y).sample(time_s.front(), FootMotion::kStep_s, count);
  path.vx = derivative(path.x);
  path.vy = derivative(path.y);
  path.ax = derivative(path.vx);
  path.ay = derivative(path.vy);
  for (double& v : path.vx) v -= floor_velocity;
  return path;
}

std::vector<double> distances(const DensePath& a, const DensePath& b) {
  std::vector<double> result(a.x.size());
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] = std::hypot(a.x[i] - b.x[i], a.y[i] - b.y[i]);
  return result;
}

}  // namespace

double DensePath::speed(std::size_t i) const { return std::hypot(vx[i], vy[i]); }

std::optional<double> comes_to_rest(const DensePath& path, double rest_speed, std::size_t from,
                                    std::size_t to) {
  std::optional<std::size_t> fast;
  for (std::size_t i = to + 1; i-- > from;)
    if (path.speed(i) >= 2 * rest_speed) {
      fast = i;
      break;
    }
  if (!fast) return std::nullopt;
  for (std::size_t i = *fast; i < to; ++i) {
    const double here = path.speed(i), next = path.speed(i + 1);
    if (here >= rest_speed && next < rest_speed)
      return static_cast<double>(i) + (here - rest_speed) / (here - next);
  }
  return std::nullopt;
}

int progression_sign(const PassGeometry& pass) {
  if (pass.progression != 0) return pass.progression;
  return pass.pass.facing != 0 ? pass.pass.facing : 1;
}

std::vector<FootMotion> foot_motions(const LandmarkTracks& tracks, const PassGeometry& pass,
                                     Side side, double floor_velocity) {
  const FootLandmarks foot = landmarks_of(tracks, pass.range(), side);
  const std::array parts = {foot.heel, foot.toe, L::kMidHip};
  const auto present = [&](std::size_t i) {
    return std::all_of(parts.begin(), parts.end(),
                       [&](L part) { return tracks[part].state[i] != PointState::kMissing; });
  };
  std::vector<FootMotion> motions;
  std::size_t i = pass.pass.first_sample;
  while (i <= pass.pass.last_sample) {
    if (!present(i)) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    std::vector<double> time_s;
    double seen = 0;
    for (; i <= pass.pass.last_sample && present(i); ++i) {
      if (!time_s.empty() && tracks.time_s[i] - time_s.back() > kLongestInterval_s) break;
      time_s.push_back(tracks.time_s[i]);
      seen += std::all_of(parts.begin(), parts.end(),
                          [&](L part) { return tracks[part].state[i] == PointState::kSeen; });
    }
    const double lasts_s = time_s.back() - time_s.front();
    if (lasts_s < kShortest_s) continue;
    const auto count = static_cast<std::size_t>(lasts_s / FootMotion::kStep_s) + 1;
    FootMotion motion;
    motion.start_s = time_s.front();
    motion.heel = dense_path(time_s, tracks[foot.heel], begin, pass, floor_velocity, count);
    motion.toe = dense_path(time_s, tracks[foot.toe], begin, pass, floor_velocity, count);
    const DensePath hip = dense_path(time_s, tracks[L::kMidHip], begin, pass, 0, count);
    motion.hip_x = hip.x;
    const LandmarkTrack& ankle = tracks[side == Side::kLeft ? L::kLeftAnkle : L::kRightAnkle];
    if (std::none_of(ankle.state.begin() + static_cast<std::ptrdiff_t>(begin),
                     ankle.state.begin() + static_cast<std::ptrdiff_t>(i),
                     [](PointState state) { return state == PointState::kMissing; }))
      motion.leg_length = distances(hip, dense_path(time_s, ankle, begin, pass, 0, count));
    motion.relative_size = relative_size(tracks, pass, time_s, begin, count);
    scale_motion(motion.heel, motion.relative_size);
    scale_motion(motion.toe, motion.relative_size);
    motion.rest_speed = rest_speed(pass, motion.hip_x, lasts_s, floor_velocity);
    motion.whole_foot = foot.whole;
    motion.seen_share = seen / static_cast<double>(time_s.size());
    motions.push_back(std::move(motion));
  }
  return motions;
}

}  // namespace securepose::kinematics
