#include "securepose/kinematics/frontal_contacts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "securepose/kinematics/cubic_spline.h"
#include "securepose/kinematics/foot_motion.h"
#include "securepose/kinematics/foot_pitch_contacts.h"
#include "securepose/kinematics/turning_points.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

/// Least swing of the heels' difference in height in body heights (a heel rises by 0.1 and more),
/// and as a share of the pass's own range.
constexpr double kLeastSwing = 0.04;
constexpr double kLeastSwingShare = 0.35;
constexpr double kLeastEndShare = 0.15;
/// 0.2 m/s for an adult: the heel has come to rest but for the landmark's jitter.
constexpr double kStillSpeed = 0.12;
/// What 60 ms and 100 ms of error come to in the side view's formula, see docs/kinematics.md: in a
/// person who comes nearer, a lifted foot goes down in the picture as fast as its toes rise.
constexpr double kInitialContactCertainty = 0.6;
constexpr double kFinalContactCertainty = 0.4;
constexpr double kLongestSwing_s = 0.7;

/// A moment in the middle of a foot's swing.
struct Swing {
  Side side = Side::kLeft;
  double time_s = 0;
};

/// The heels, or the ankles where a set has none.
std::array<L, 2> heels_of(const LandmarkTracks& tracks, const PassGeometry& pass) {
  if (tracks[L::kLeftHeel].ever_known(pass.pass.first_sample, pass.pass.last_sample))
    return {L::kLeftHeel, L::kRightHeel};
  return {L::kLeftAnkle, L::kRightAnkle};
}

/// Swings within one stretch in which both heels are seen.
void add_swings(const std::vector<double>& time_s, const std::vector<double>& right_above_left,
                std::vector<Swing>& swings) {
  constexpr double kShortest_s = 0.3;
  if (time_s.size() < 4 || time_s.back() - time_s.front() < kShortest_s) return;
  const auto count =
      static_cast<std::size_t>((time_s.back() - time_s.front()) / FootMotion::kStep_s) + 1;
  const std::vector<double> dense =
      CubicSpline(time_s, right_above_left).sample(time_s.front(), FootMotion::kStep_s, count);
  std::vector<double> low = dense, high = dense;
  const double range = percentile_of(high, 95) - percentile_of(low, 5);
  const double least = std::max(kLeastSwing, kLeastSwingShare * range);
  const std::vector<TurningPoint> points = turning_points(dense, least, kLeastEndShare * range);
  // A swing that had passed its middle when the stretch began still ends in it.
  if (!points.empty() && std::abs(dense.front() - dense[points.front().index]) > least / 2)
    swings.push_back({points.front().is_maximum ? Side::kLeft : Side::kRight, time_s.front()});
  for (const TurningPoint& point : points)
    swings.push_back({point.is_maximum ? Side::kRight : Side::kLeft,
                      time_s.front() + FootMotion::kStep_s * static_cast<double>(point.index)});
}

std::vector<Swing> swings_of(const LandmarkTracks& tracks, const PassGeometry& pass) {
  const auto [left, right] = heels_of(tracks, pass);
  std::vector<Swing> swings;
  std::vector<double> time_s, difference;
  for (std::size_t i = pass.pass.first_sample; i <= pass.pass.last_sample; ++i) {
    const auto present = [&](L landmark) {
      return tracks[landmark].state[i] != PointState::kMissing;
    };
    if (present(left) && present(right) && present(L::kNeck) && present(L::kMidHip)) {
      const double trunk_px =
          geometry::distance_px(tracks[L::kNeck].point(i), tracks[L::kMidHip].point(i));
      const double height_px =
          pass.size.height_px * std::max(0.05, trunk_px / std::max(1.0, pass.size.trunk_px));
      time_s.push_back(tracks.time_s[i]);
      difference.push_back((tracks[left].y_px[i] - tracks[right].y_px[i]) / height_px);
    } else {
      add_swings(time_s, difference, swings);
      time_s.clear();
      difference.clear();
    }
  }
  add_swings(time_s, difference, swings);
  return swings;
}

/// Index at which a speed first rises above a level in [from, to].
std::optional<double> first_rise(const DensePath& path, std::size_t from, std::size_t to,
                                 double level) {
  for (std::size_t i = from; i < to; ++i) {
    const double here = path.speed(i), next = path.speed(i + 1);
    if (here < level && next >= level)
      return static_cast<double>(i) + (level - here) / (next - here);
  }
  return std::nullopt;
}

std::optional<double> mean_of(std::optional<double> a, std::optional<double> b) {
  if (a && b) return (*a + *b) / 2;
  return a ? a : b;
}

/// A swing's neighbours in time, which are swings of the other foot.
struct SwingTimes {
  double before_s = 0;
  double middle_s = 0;
  double after_s = 0;
};

SwingTimes times_of(const std::vector<Swing>& swings, std::size_t k) {
  const double middle_s = swings[k].time_s;
  SwingTimes times{middle_s - kLongestSwing_s, middle_s, middle_s + kLongestSwing_s};
  if (k > 0) times.before_s = std::max(times.before_s, swings[k - 1].time_s);
  if (k + 1 < swings.size()) times.after_s = std::min(times.after_s, swings[k + 1].time_s);
  return times;
}

std::size_t index_at(const FootMotion& motion, double time_s) {
  const double index = std::round((time_s - motion.start_s) / FootMotion::kStep_s);
  return static_cast<std::size_t>(std::clamp(index, 0.0, static_cast<double>(motion.size() - 1)));
}

/// Whether the heel already rests at a swing's middle, which may appear late seen from behind,
/// where the way away from the camera raises a foot in the picture as lifting it does.
bool rests_at(const FootMotion& motion, std::size_t index) {
  const std::size_t until =
      std::min(index + static_cast<std::size_t>(0.1 / FootMotion::kStep_s), motion.size() - 1);
  if (until <= index) return false;
  for (std::size_t i = index; i <= until; ++i)
    if (motion.heel.speed(i) > kStillSpeed) return false;
  return true;
}

/// The end of a swing.
std::optional<double> landing(const FootMotion& motion, const SwingTimes& swing) {
  const std::size_t middle = index_at(motion, swing.middle_s);
  const std::size_t from =
      rests_at(motion, middle) ? index_at(motion, swing.middle_s - 0.2) : middle;
  const std::size_t to = index_at(motion, swing.after_s);
  return mean_of(comes_to_rest(motion.heel, kRestSpeed, from, to),
                 comes_to_rest(motion.heel, kStillSpeed, from, to));
}

/// The beginning of a swing.
std::optional<double> lifting(const FootMotion& motion, const SwingTimes& swing) {
  const std::size_t from = index_at(motion, swing.before_s);
  const std::size_t middle = index_at(motion, swing.middle_s);
  std::size_t fastest = from;
  for (std::size_t i = from; i <= middle; ++i)
    if (motion.heel.vy[i] > motion.heel.vy[fastest]) fastest = i;
  if (motion.heel.vy[fastest] < kStillSpeed || fastest == from) return std::nullopt;
  const double fastest_s = motion.time_s(static_cast<double>(fastest));
  const auto toe = first_rise(motion.toe, index_at(motion, fastest_s - 0.1),
                              index_at(motion, fastest_s + 0.2), kRestSpeed);
  return mean_of(static_cast<double>(fastest), toe);
}

}  // namespace

std::vector<DetectedContact> frontal_contacts(const LandmarkTracks& tracks,
                                              const PassGeometry& pass) {
  const std::vector<Swing> swings = swings_of(tracks, pass);
  std::vector<DetectedContact> found;
  for (const Side side : {Side::kLeft, Side::kRight})
    for (const FootMotion& motion : foot_motions(tracks, pass, side, 0)) {
      if (motion.whole_foot) {
        const auto by_pitch = foot_pitch_contacts(motion, side);
        found.insert(found.end(), by_pitch.begin(), by_pitch.end());
        continue;
      }
      const double end_s = motion.time_s(static_cast<double>(motion.size() - 1));
      const double seen = motion.seen_share * (motion.whole_foot ? 1 : 0.7);
      for (std::size_t k = 0; k < swings.size(); ++k) {
        if (swings[k].side != side || swings[k].time_s < motion.start_s || swings[k].time_s > end_s)
          continue;
        const SwingTimes times = times_of(swings, k);
        if (const auto index = lifting(motion, times))
          found.push_back({side, GaitEventKind::kFinalContact, motion.time_s(*index),
                           kFinalContactCertainty * seen});
        if (const auto index = landing(motion, times))
          found.push_back({side, GaitEventKind::kInitialContact, motion.time_s(*index),
                           kInitialContactCertainty * seen});
      }
    }
  return found;
}

}  // namespace securepose::kinematics
