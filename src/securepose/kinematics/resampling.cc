#include "securepose/kinematics/resampling.h"

#include <cassert>
#include <cstddef>

namespace securepose::kinematics {

namespace {

/// Slope at point i of the parabola through it and its neighbours; one-sided at the ends.
std::vector<double> slopes_of(const std::vector<double>& t, const std::vector<double>& v) {
  const std::size_t n = t.size();
  std::vector<double> slopes(n, 0.0);
  if (n == 2) slopes[0] = slopes[1] = (v[1] - v[0]) / (t[1] - t[0]);
  if (n < 3) return slopes;
  for (std::size_t i = 1; i + 1 < n; ++i) {
    const double h0 = t[i] - t[i - 1], h1 = t[i + 1] - t[i];
    const double d0 = (v[i] - v[i - 1]) / h0, d1 = (v[i + 1] - v[i]) / h1;
    slopes[i] = (h1 * d0 + h0 * d1) / (h0 + h1);
  }
  const double first = (v[1] - v[0]) / (t[1] - t[0]);
  const double last = (v[n - 1] - v[n - 2]) / (t[n - 1] - t[n - 2]);
  slopes[0] = 2 * first - slopes[1];
  slopes[n - 1] = 2 * last - slopes[n - 2];
  return slopes;
}

}  // namespace

std::vector<double> resample(const std::vector<double>& time_s, const std::vector<double>& values,
                             const std::vector<double>& at_s) {
  assert(!time_s.empty() && time_s.size() == values.size());
  const std::vector<double> slopes = slopes_of(time_s, values);
  std::vector<double> result;
  result.reserve(at_s.size());
  std::size_t i = 0;
  for (const double at : at_s) {
    while (i + 2 < time_s.size() && time_s[i + 1] <= at) ++i;
    if (time_s.size() == 1 || at <= time_s.front()) {
      result.push_back(values.front());
      continue;
    }
    if (at >= time_s.back()) {
      result.push_back(values.back());
      continue;
    }
    const double h = time_s[i + 1] - time_s[i];
    const double u = (at - time_s[i]) / h;
    const double u2 = u * u, u3 = u2 * u;
    result.push_back((2 * u3 - 3 * u2 + 1) * values[i] + (u3 - 2 * u2 + u) * h * slopes[i] +
                     (3 * u2 - 2 * u3) * values[i + 1] + (u3 - u2) * h * slopes[i + 1]);
  }
  return result;
}

}  // namespace securepose::kinematics
