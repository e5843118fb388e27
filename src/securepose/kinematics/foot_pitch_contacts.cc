#include "securepose/kinematics/foot_pitch_contacts.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "securepose/kinematics/body_size.h"
#include "securepose/kinematics/turning_points.h"

namespace securepose::kinematics {

namespace {

/// Least swing of the pitch in body heights (a foot is 0.15 long: 15 degrees), and as a share of
/// the stretch's own range.
constexpr double kLeastSwing = 0.04;
constexpr double kLeastSwingShare = 0.35;
/// A swing that is cut off by the beginning or end of the recording; the jitter of two points.
constexpr double kLeastEnd = 0.015;
constexpr double kLeastEndShare = 0.05;
/// By how much toes that land after the heel go down, in body heights (a foot that comes down at
/// less than 8 degrees lands flat), within which share of the stance: the sole is down after a
/// seventh of the stride, the heel rises after two fifths of it.
constexpr double kToesFall = 0.02;
constexpr double kFallShare = 0.25;
/// 0.2 m/s for an adult: the heel has come to rest but for the landmark's jitter.
constexpr double kStillSpeed = 0.12;
/// Methods that are further apart do not mean the same contact.
constexpr double kLargestSpread_s = 0.15;
/// What 60 and 100 ms of error come to in the side view's formula, see docs/kinematics.md.
constexpr double kCertainty = 0.6;
constexpr double kOneMethodCertainty = 0.4;

std::vector<double> pitch_of(const FootMotion& motion) {
  std::vector<double> pitch(motion.size());
  for (std::size_t i = 0; i < pitch.size(); ++i)
    pitch[i] = (motion.toe.y[i] - motion.heel.y[i]) / motion.relative_size[i];
  return pitch;
}

double range_of(const std::vector<double>& values) {
  std::vector<double> low = values, high = values;
  return percentile_of(high, 95) - percentile_of(low, 5);
}

/// The pitch's turning points around one landing: steepest before and after, where they were seen.
struct Landing {
  std::size_t highest = 0;
  std::size_t from = 0;  ///< the lift before, or the stretch's beginning
  std::size_t to = 0;    ///< the lift after, or the stretch's end
};

/// Whether the toes go down after the highest pitch while the heel stays: it stands on the floor. A
/// foot that lands flat or on the toes stays as it is, or heel and toes go down together.
bool heel_first(const FootMotion& motion, const Landing& landing) {
  const auto steps =
      static_cast<std::size_t>(kFallShare * static_cast<double>(landing.to - landing.highest));
  const std::size_t later = landing.highest + steps;
  const double size = motion.relative_size[landing.highest];
  const double toe = (motion.toe.y[landing.highest] - motion.toe.y[later]) / size;
  const double heel = (motion.heel.y[landing.highest] - motion.heel.y[later]) / size;
  return toe > kToesFall && std::abs(heel) < toe / 2;
}

/// Whether a foot mostly lands on its heel; the last landing, whose stance is cut off, does not
/// count unless it is the only one.
template <class LandingAt>
bool lands_on_heel(const FootMotion& motion, const std::vector<TurningPoint>& points,
                   const LandingAt& landing_at) {
  double on_heel = 0, all = 0;
  for (std::size_t k = 0; k < points.size(); ++k) {
    if (!points[k].is_maximum || (k + 1 == points.size() && all > 0)) continue;
    all += 1;
    on_heel += heel_first(motion, landing_at(k));
  }
  return on_heel >= all / 2;
}

/// Where the longest rest of the heel between two lifts begins.
std::optional<double> rest_of(const FootMotion& motion, const Landing& landing) {
  std::size_t begin = landing.from, longest = 0, run = 0;
  for (std::size_t i = landing.from; i <= landing.to; ++i) {
    run = motion.heel.speed(i) < kRestSpeed ? run + 1 : 0;
    if (run <= longest) continue;
    longest = run;
    begin = i + 1 - run;
  }
  if (begin == landing.from) return std::nullopt;
  for (std::size_t i = begin; i < begin + longest; ++i)
    if (motion.heel.speed(i) < kStillSpeed) return static_cast<double>(begin + i) / 2;
  return static_cast<double>(begin);
}

/// A peak of `curve` in [first, last]; nothing if it lies at an end, because then it is elsewhere.
std::optional<double> peak_between(const std::vector<double>& curve, std::size_t first,
                                   std::size_t last) {
  const auto begin = curve.begin();
  const auto at =
      static_cast<std::size_t>(std::max_element(begin + static_cast<std::ptrdiff_t>(first),
                                                begin + static_cast<std::ptrdiff_t>(last) + 1) -
                               begin);
  if (at == first || at == last) return std::nullopt;
  return vertex_near(curve, at);
}

/// The lift whose pitch is lowest at `lowest`, and how many methods tell it.
struct Lift {
  double index = 0;
  std::size_t methods = 1;
};

Lift lift_at(const FootMotion& motion, const std::vector<double>& pitch, std::size_t lowest,
             std::size_t from) {
  const auto window = static_cast<std::size_t>(kLargestSpread_s / FootMotion::kStep_s);
  const std::size_t first = std::max(from, lowest > window ? lowest - window : 0);
  const std::size_t last = std::min(lowest + window, motion.size() - 1);
  std::vector<double> methods = {vertex_near(pitch, lowest)};
  if (const auto rises = peak_between(motion.heel.vy, first, last)) methods.push_back(*rises);
  if (const auto leaves = peak_between(motion.toe.ay, first, last)) methods.push_back(*leaves);
  const std::size_t count = methods.size();
  return {percentile_of(methods, 50), count};
}

}  // namespace

std::vector<DetectedContact> foot_pitch_contacts(const FootMotion& motion, Side side) {
  const std::vector<double> pitch = pitch_of(motion);
  const double range = range_of(pitch);
  const std::vector<TurningPoint> points =
      turning_points(pitch, std::max(kLeastSwing, kLeastSwingShare * range),
                     std::max(kLeastEnd, kLeastEndShare * range));
  const auto landing_at = [&](std::size_t k) {
    return Landing{points[k].index, k > 0 ? points[k - 1].index : 0,
                   k + 1 < points.size() ? points[k + 1].index : pitch.size() - 1};
  };
  const bool on_heel = lands_on_heel(motion, points, landing_at);
  std::vector<DetectedContact> found;
  const auto add = [&](GaitEventKind kind, double index, double certainty) {
    found.push_back({side, kind, motion.time_s(index), certainty * motion.seen_share});
  };
  for (std::size_t k = 0; k < points.size(); ++k) {
    const Landing landing = landing_at(k);
    if (!points[k].is_maximum) {
      const Lift lift = lift_at(motion, pitch, points[k].index, landing.from);
      add(GaitEventKind::kFinalContact, lift.index,
          lift.methods > 1 ? kCertainty : kOneMethodCertainty);
    } else if (on_heel) {
      add(GaitEventKind::kInitialContact, vertex_near(pitch, landing.highest), kCertainty);
    } else if (const auto rest = rest_of(motion, landing)) {
      add(GaitEventKind::kInitialContact, *rest, kOneMethodCertainty);
    }
  }
  return found;
}

}  // namespace securepose::kinematics
