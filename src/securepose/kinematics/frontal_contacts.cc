#include "securepose/kinematics/frontal_contacts.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "securepose/kinematics/contact_timing.h"
#include "securepose/kinematics/foot_motion.h"
#include "securepose/kinematics/turning_points.h"

namespace securepose::kinematics {

namespace {

/// Swings differ in height with the distance; they stand out by at least this share of the highest.
constexpr double kSwingShare = 0.3;
/// Least speed of a swing's hump in body heights per second (0.35 m/s for an adult).
constexpr double kLeastSwingSpeed = 0.2;
constexpr double kCertainty = 0.6;
constexpr double kHalfSwing_s = 0.4;

std::size_t steps(double seconds) {
  return static_cast<std::size_t>(std::round(seconds / FootMotion::kStep_s));
}

/// Heel and toe together: either alone comes to rest for a moment in mid-swing, seen from the
/// front.
std::vector<double> foot_speed(const FootMotion& motion) {
  std::vector<double> speed(motion.size());
  for (std::size_t i = 0; i < speed.size(); ++i)
    speed[i] = (motion.heel.speed(i) + motion.toe.speed(i)) / 2;
  return speed;
}

/// The fastest moment of every swing, also of one that is cut off by the beginning or the end.
std::vector<std::size_t> swings_of(const std::vector<double>& speed, double least) {
  const std::vector<TurningPoint> points = turning_points(speed, least, least / 2);
  std::vector<std::size_t> swings;
  if (!points.empty() && !points.front().is_maximum &&
      speed.front() - speed[points.front().index] >= least)
    swings.push_back(0);
  for (const TurningPoint& point : points)
    if (point.is_maximum) swings.push_back(point.index);
  if (!points.empty() && !points.back().is_maximum &&
      speed.back() - speed[points.back().index] >= least)
    swings.push_back(speed.size() - 1);
  return swings;
}

/// First index in [from, to] at which a curve has come down to a level.
template <class Curve>
std::optional<double> falls_to(std::size_t from, std::size_t to, double level, const Curve& curve) {
  for (std::size_t i = from; i < to; ++i) {
    const double here = curve(i), next = curve(i + 1);
    if (here >= level && next < level)
      return static_cast<double>(i) + (here - level) / (here - next);
  }
  return std::nullopt;
}

/// The last fall of the heel in a swing, from its fastest.
std::optional<double> landing(const FootMotion& motion, std::size_t swing, std::size_t end) {
  const auto fall = [&](std::size_t i) { return -motion.heel.vy[i]; };
  std::size_t fastest = swing;
  for (std::size_t i = swing; i <= end; ++i)
    if (fall(i) > fall(fastest)) fastest = i;
  const auto slow =
      falls_to(fastest, end, kRestSpeed, [&](std::size_t i) { return motion.heel.speed(i); });
  const auto still = falls_to(fastest, end, 0, fall);
  if (slow && still) return (*slow + *still) / 2;
  return slow ? slow : still;
}

/// The heel's rise at the beginning of a swing.
std::optional<double> lifting(const FootMotion& motion, std::size_t begin, std::size_t swing) {
  std::size_t fastest = swing;
  for (std::size_t i = begin; i <= swing; ++i)
    if (motion.heel.vy[i] > motion.heel.vy[fastest]) fastest = i;
  if (motion.heel.vy[fastest] <= 0 || fastest == begin) return std::nullopt;
  const std::size_t until = std::min(swing + steps(kHalfSwing_s / 2), motion.size() - 1);
  const auto highest =
      falls_to(fastest, until, 0, [&](std::size_t i) { return motion.heel.vy[i]; });
  const auto peak = static_cast<double>(fastest);
  return highest ? (peak + *highest) / 2 : peak;
}

}  // namespace

std::vector<DetectedContact> frontal_contacts(const LandmarkTracks& tracks,
                                              const PassGeometry& pass, Side side) {
  std::vector<DetectedContact> found;
  for (const FootMotion& motion : foot_motions(tracks, pass, side, 0)) {
    const std::vector<double> speed = foot_speed(motion);
    const double highest = *std::max_element(speed.begin(), speed.end());
    const double least = std::max(kLeastSwingSpeed, kSwingShare * highest);
    const double certainty = kCertainty * motion.seen_share * (motion.whole_foot ? 1 : 0.7);
    for (const std::size_t swing : swings_of(speed, least)) {
      const std::size_t begin = swing > steps(kHalfSwing_s) ? swing - steps(kHalfSwing_s) : 0;
      const std::size_t end = std::min(swing + steps(kHalfSwing_s), motion.size() - 1);
      if (const auto index = lifting(motion, begin, swing))
        found.push_back({side, GaitEventKind::kFinalContact, motion.time_s(*index), certainty});
      if (const auto index = landing(motion, swing, end))
        found.push_back({side, GaitEventKind::kInitialContact, motion.time_s(*index), certainty});
    }
  }
  return found;
}

}  // namespace securepose::kinematics
