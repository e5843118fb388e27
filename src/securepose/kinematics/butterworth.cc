#include "securepose/kinematics/butterworth.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace securepose::kinematics {

ZeroPhaseButterworth::ZeroPhaseButterworth(double true_cutoff_hz, double rate_hz) {
  assert(true_cutoff_hz > 0 && true_cutoff_hz < usable_limit_hz(rate_hz) + 1e-9);
  // Two passes of second order have |H|^2 = 1 / (1 + (w/w0)^4), which is 1/sqrt(2) at
  // w = w0 * (sqrt(2) - 1)^(1/4) = 0.802 w0.
  const double correction = std::pow(std::numbers::sqrt2 - 1, 0.25);
  const double w = std::tan(std::numbers::pi * true_cutoff_hz / rate_hz) / correction;
  nominal_cutoff_hz_ = std::atan(w) * rate_hz / std::numbers::pi;
  const double norm = 1 / (1 + std::numbers::sqrt2 * w + w * w);
  b0_ = w * w * norm;
  b1_ = 2 * b0_;
  b2_ = b0_;
  a1_ = 2 * (w * w - 1) * norm;
  a2_ = (1 - std::numbers::sqrt2 * w + w * w) * norm;
  // The impulse response has died away after two periods of the cut-off.
  padding_ = static_cast<std::size_t>(std::ceil(2 * rate_hz / true_cutoff_hz)) + 3;
}

void ZeroPhaseButterworth::run(std::vector<double>& values) const {
  // Transposed direct form; the state begins as if the first value had always been there.
  const double first = values.front();
  double z1 = (1 - b0_) * first;
  double z2 = (b2_ - a2_) * first;
  for (double& value : values) {
    const double in = value;
    value = b0_ * in + z1;
    z1 = b1_ * in - a1_ * value + z2;
    z2 = b2_ * in - a2_ * value;
  }
}

std::vector<double> ZeroPhaseButterworth::filter(const std::vector<double>& values) const {
  const std::size_t n = values.size();
  if (n < kFewestSamples) return values;
  const std::size_t pad = std::min(padding_, n - 1);
  std::vector<double> padded;
  padded.reserve(n + 2 * pad);
  for (std::size_t i = pad; i > 0; --i) padded.push_back(2 * values.front() - values[i]);
  padded.insert(padded.end(), values.begin(), values.end());
  for (std::size_t i = 1; i <= pad; ++i) padded.push_back(2 * values.back() - values[n - 1 - i]);
  run(padded);
  std::reverse(padded.begin(), padded.end());
  run(padded);
  std::reverse(padded.begin(), padded.end());
  const auto begin = padded.begin() + static_cast<std::ptrdiff_t>(pad);
  return {begin, begin + static_cast<std::ptrdiff_t>(n)};
}

}  // namespace securepose::kinematics
