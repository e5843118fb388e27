#include "securepose/kinematics/contact_timing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "securepose/kinematics/turning_points.h"

namespace securepose::kinematics {

namespace {

std::size_t steps(double seconds) {
  return static_cast<std::size_t>(std::round(seconds / FootMotion::kStep_s));
}

/// Methods that are further apart do not mean the same contact.
constexpr double kLargestSpread_s = 0.15;

/// A running foot leaves the floor before it is furthest back, by a sixth of the stride: it goes on
/// backwards against the hips in flight. Its landing lies half a stride before.
constexpr double kRunningLeadShare = 0.28;

/// Of the stride, on either side of the rearmost place; 0.12 s at usual cadence.
constexpr double kWindowShare = 0.1;

struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

Window around(std::size_t index, double before_s, double after_s, std::size_t size) {
  const std::size_t before = steps(before_s);
  return {index > before ? index - before : 0, std::min(index + steps(after_s), size - 1)};
}

/// Greatest value of a curve inside a window, below the grid; nothing if it lies at the window's
/// edge, because then the curve's peak is elsewhere.
template <class Curve>
std::optional<double> peak_in(Window window, const Curve& curve) {
  std::vector<double> values;
  for (std::size_t i = window.first; i <= window.last; ++i) values.push_back(curve(i));
  const auto at =
      static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
  if (at == 0 || at + 1 == values.size()) return std::nullopt;
  return static_cast<double>(window.first) + vertex_near(values, at);
}

/// A foot that sinks at less than this share of its greatest speed before has met the floor.
constexpr double kSinkingShare = 0.1;

/// Position at which a part of the foot stops sinking around the foremost place: from its greatest
/// downward speed in the window on, the first at which it sinks at less than kSinkingShare of that.
std::optional<double> stops_sinking(const DensePath& path, Window window) {
  std::size_t fastest = window.first;
  for (std::size_t i = window.first; i <= window.last; ++i)
    if (path.vy[i] < path.vy[fastest]) fastest = i;
  const double level = kSinkingShare * path.vy[fastest];
  if (level >= 0) return std::nullopt;
  for (std::size_t i = fastest; i < window.last; ++i) {
    const double here = path.vy[i], next = path.vy[i + 1];
    if (here < level && next >= level)
      return static_cast<double>(i) + (level - here) / (next - here);
  }
  return std::nullopt;
}

std::optional<double> first_of(const std::optional<double>& a, const std::optional<double>& b) {
  if (a && b) return std::min(*a, *b);
  return a ? a : b;
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 0 ? (values[half - 1] + values[half]) / 2 : values[half];
}

ContactTiming spread_of(std::vector<double> indices, double index) {
  const auto [least, most] = std::minmax_element(indices.begin(), indices.end());
  return {index, (*most - *least) * FootMotion::kStep_s, indices.size()};
}

}  // namespace

ContactTiming initial_contact(const FootMotion& motion, std::size_t foremost, std::size_t until,
                              bool running) {
  const Window near = around(foremost, 0.15, 0.15, motion.size());
  const double coordinate = peak_in(near, [&](std::size_t i) {
                              return motion.heel.x[i] - motion.hip_x[i];
                            }).value_or(static_cast<double>(foremost));
  // The foot lies flat by the middle of stance at the latest.
  const std::size_t middle = foremost + (std::max(until, foremost) - foremost) / 2;
  const Window landing = {around(foremost, 0.2, 0, motion.size()).first,
                          std::min(middle, motion.size() - 1)};
  std::vector<double> found = {coordinate};
  const auto agrees = [&](const std::optional<double>& other) {
    return other && std::abs(*other - coordinate) * FootMotion::kStep_s <= kLargestSpread_s;
  };
  const auto rest =
      first_of(comes_to_rest(motion.heel, motion.rest_speed, landing.first, landing.last),
               comes_to_rest(motion.toe, motion.rest_speed, landing.first, landing.last));
  if (agrees(rest)) found.push_back(*rest);
  if (running && motion.whole_foot) {
    const auto sinks = first_of(stops_sinking(motion.heel, near), stops_sinking(motion.toe, near));
    if (agrees(sinks)) found.push_back(*sinks);
  }
  return spread_of(found, median_of(found));
}

namespace {

/// The last time in the window at which the toe leaves its rest.
std::optional<double> leaves_rest(const FootMotion& motion, Window window) {
  for (std::size_t i = window.last; i > window.first; --i) {
    const double before = motion.toe.speed(i - 1), here = motion.toe.speed(i);
    if (before < motion.rest_speed && here >= motion.rest_speed)
      return static_cast<double>(i - 1) + (motion.rest_speed - before) / (here - before);
  }
  return std::nullopt;
}

/// Final contact of a runner: the leg is longest (the knee most extended: Dingwell et al. 2001,
/// Fellin et al. 2010), the toe's upward acceleration is greatest (De Witt 2010), the heel rises
/// fastest (O'Connor et al. 2007), the toe leaves its rest (Ghoussayni et al. 2004).
ContactTiming running_final_contact(const FootMotion& motion, std::size_t rearmost,
                                    double stride_s) {
  const Window before = around(rearmost, kRunningLeadShare * stride_s, 0, motion.size());
  std::vector<double> found;
  const auto look = [&](const auto& curve) {
    if (const auto peak = peak_in(before, curve)) found.push_back(*peak);
  };
  if (!motion.leg_length.empty()) look([&](std::size_t i) { return motion.leg_length[i]; });
  if (motion.whole_foot) {
    look([&](std::size_t i) { return motion.toe.ay[i]; });
    look([&](std::size_t i) { return motion.heel.vy[i]; });
    if (const auto leaves = leaves_rest(motion, before)) found.push_back(*leaves);
  }
  if (found.empty()) return {static_cast<double>(rearmost), 0, 1};
  return spread_of(found, median_of(found));
}

}  // namespace

ContactTiming final_contact(const FootMotion& motion, std::size_t rearmost, bool running,
                            double stride_s) {
  if (running) return running_final_contact(motion, rearmost, stride_s);
  const double half_s = std::clamp(kWindowShare * stride_s, 0.12, 0.4);
  const Window near = around(rearmost, half_s, half_s, motion.size());
  std::vector<double> found = {peak_in(near, [&](std::size_t i) {
                                 return motion.hip_x[i] - motion.toe.x[i];
                               }).value_or(static_cast<double>(rearmost))};
  if (!motion.whole_foot) return {found.front(), 0, 1};  // an ankle rises long before the toes
  if (const auto upward = peak_in(near, [&](std::size_t i) { return motion.toe.ay[i]; }))
    found.push_back(*upward);
  if (const auto forward = peak_in(near, [&](std::size_t i) { return motion.toe.ax[i]; }))
    found.push_back(*forward);
  return spread_of(found, median_of(found));
}

double share_at_rest(const FootMotion& motion, std::size_t from, std::size_t to) {
  if (to <= from) return 0;
  double rest = 0;
  for (std::size_t i = from; i < to; ++i)
    rest += motion.heel.speed(i) < motion.rest_speed || motion.toe.speed(i) < motion.rest_speed;
  return rest / static_cast<double>(to - from);
}

}  // namespace securepose::kinematics
