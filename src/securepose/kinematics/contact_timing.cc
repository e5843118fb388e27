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

/// A running foot leaves the floor at most this long before it is furthest back.
constexpr double kLargestLead_s = 0.12;

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
  const auto heel = comes_to_rest(motion.heel, motion.rest_speed, landing.first, landing.last);
  const auto toe = comes_to_rest(motion.toe, motion.rest_speed, landing.first, landing.last);
  if (!heel && !toe) return {coordinate, 0, 1};
  const double rest = heel && toe ? std::min(*heel, *toe) : heel.value_or(toe.value_or(0));
  if (std::abs(rest - coordinate) * FootMotion::kStep_s > kLargestSpread_s)
    return {coordinate, 0, 1};
  return spread_of({coordinate, rest}, running ? rest : (coordinate + rest) / 2);
}

ContactTiming final_contact(const FootMotion& motion, std::size_t rearmost, bool running,
                            double stride_s) {
  const double half_s = std::clamp(kWindowShare * stride_s, 0.12, 0.4);
  const Window near = around(rearmost, running ? 0.2 : half_s, half_s, motion.size());
  std::vector<double> found = {peak_in(near, [&](std::size_t i) {
                                 return motion.hip_x[i] - motion.toe.x[i];
                               }).value_or(static_cast<double>(rearmost))};
  if (!motion.whole_foot) return {found.front(), 0, 1};  // an ankle rises long before the toes
  const auto upward = peak_in(near, [&](std::size_t i) { return motion.toe.ay[i]; });
  if (upward) found.push_back(*upward);
  if (const auto forward = peak_in(near, [&](std::size_t i) { return motion.toe.ax[i]; }))
    found.push_back(*forward);
  // The landing can be the steeper one; the other methods are off by less than that.
  if (running && upward && (found.front() - *upward) * FootMotion::kStep_s < kLargestLead_s)
    return spread_of(found, *upward);
  std::vector<double> sorted = found;
  std::sort(sorted.begin(), sorted.end());
  const double middle =
      sorted.size() == 2 ? (sorted[0] + sorted[1]) / 2 : sorted[sorted.size() / 2];
  return spread_of(found, middle);
}

double share_at_rest(const FootMotion& motion, std::size_t from, std::size_t to) {
  if (to <= from) return 0;
  double rest = 0;
  for (std::size_t i = from; i < to; ++i)
    rest += motion.heel.speed(i) < motion.rest_speed || motion.toe.speed(i) < motion.rest_speed;
  return rest / static_cast<double>(to - from);
}

}  // namespace securepose::kinematics
