#include "securepose/kinematics/turning_points.h"

#include <algorithm>
#include <cmath>

namespace securepose::kinematics {

namespace {

/// Follows the curve and confirms an extremum once the curve has left it by the swing.
std::vector<TurningPoint> confirmed_extrema(const std::vector<double>& values, double least_swing) {
  std::vector<TurningPoint> found;
  std::size_t highest = 0, lowest = 0;
  int direction = 0;  // +1: a maximum is looked for; -1: a minimum; 0: either
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i] > values[highest]) highest = i;
    if (values[i] < values[lowest]) lowest = i;
    if (direction >= 0 && values[i] <= values[highest] - least_swing) {
      found.push_back({highest, true});
      direction = -1;
      lowest = highest = i;
    } else if (direction <= 0 && values[i] >= values[lowest] + least_swing) {
      found.push_back({lowest, false});
      direction = 1;
      lowest = highest = i;
    }
  }
  return found;
}

/// The last extremum, which the curve leaves by less than a full swing before it ends.
void add_last(const std::vector<double>& values, double least_end_swing,
              std::vector<TurningPoint>& found) {
  if (found.empty()) return;
  const bool maximum = !found.back().is_maximum;
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(found.back().index);
  const auto at =
      maximum ? std::max_element(begin, values.end()) : std::min_element(begin, values.end());
  if (std::abs(*at - values.back()) < least_end_swing) return;
  found.push_back({static_cast<std::size_t>(at - values.begin()), maximum});
}

}  // namespace

std::vector<TurningPoint> turning_points(const std::vector<double>& values, double least_swing,
                                         double least_end_swing) {
  if (values.size() < 3) return {};
  const std::vector<TurningPoint> found = confirmed_extrema(values, least_swing);
  // The first one counts only if the curve came to it from inside.
  const bool first_is_an_end =
      !found.empty() && std::abs(values[found.front().index] - values.front()) < least_end_swing;
  std::vector<TurningPoint> all = found;
  add_last(values, least_end_swing, all);
  if (first_is_an_end) all.erase(all.begin());
  return all;
}

double vertex_near(const std::vector<double>& values, std::size_t index) {
  const auto at = static_cast<double>(index);
  if (index == 0 || index + 1 >= values.size()) return at;
  const double before = values[index - 1], here = values[index], after = values[index + 1];
  const double bend = before - 2 * here + after;
  if (bend == 0) return at;
  return at + std::clamp(0.5 * (before - after) / bend, -1.0, 1.0);
}

}  // namespace securepose::kinematics
