#include "securepose/kinematics/savitzky_golay.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace securepose::kinematics {

namespace {

constexpr Eigen::Index kTerms = 4;  // of a cubic

/// Row p gives the weights that read the fitted cubic off at position p of the window.
Eigen::MatrixXd hat_matrix(std::size_t half_width) {
  const auto n = static_cast<Eigen::Index>(2 * half_width + 1);
  const auto half = static_cast<double>(half_width);
  Eigen::MatrixXd powers(n, kTerms);
  for (Eigen::Index r = 0; r < n; ++r)
    for (Eigen::Index c = 0; c < kTerms; ++c)
      powers(r, c) = std::pow((static_cast<double>(r) - half) / half, static_cast<double>(c));
  return powers * (powers.transpose() * powers).ldlt().solve(powers.transpose());
}

/// Gain of the window's middle at a frequency.
double gain(const Eigen::MatrixXd& hat, std::size_t half_width, double cycles_per_sample) {
  double sum = 0;
  for (Eigen::Index c = 0; c < hat.cols(); ++c)
    sum += hat(static_cast<Eigen::Index>(half_width), c) *
           std::cos(2 * std::numbers::pi * cycles_per_sample *
                    (static_cast<double>(c) - static_cast<double>(half_width)));
  return sum;
}

/// Lowest frequency, in cycles per sample, at which the gain has fallen to 1 / sqrt(2).
double cutoff_of(std::size_t half_width) {
  const Eigen::MatrixXd hat = hat_matrix(half_width);
  double below = 0, above = 0.5;
  for (double f = 0; f < 0.5; f += 0.001) {
    if (gain(hat, half_width, f) < std::numbers::sqrt2 / 2) {
      above = f;
      break;
    }
    below = f;
  }
  for (int i = 0; i < 30; ++i) {
    const double middle = (below + above) / 2;
    (gain(hat, half_width, middle) < std::numbers::sqrt2 / 2 ? above : below) = middle;
  }
  return below;
}

}  // namespace

SavitzkyGolay::SavitzkyGolay(double cutoff_hz, double rate_hz) {
  // The cut-off falls as the window widens: take the last that is above, or the next if nearer.
  double cutoff = cutoff_of(half_width_) * rate_hz;
  while (cutoff > cutoff_hz) {
    const double next = cutoff_of(half_width_ + 1) * rate_hz;
    if (std::abs(next - cutoff_hz) > std::abs(cutoff - cutoff_hz)) break;
    ++half_width_;
    cutoff = next;
  }
  true_cutoff_hz_ = cutoff;
  const Eigen::MatrixXd hat = hat_matrix(half_width_);
  weights_.resize(static_cast<std::size_t>(hat.rows()));
  for (Eigen::Index r = 0; r < hat.rows(); ++r)
    for (Eigen::Index c = 0; c < hat.cols(); ++c)
      weights_[static_cast<std::size_t>(r)].push_back(hat(r, c));
}

std::vector<double> SavitzkyGolay::filter(const std::vector<double>& values) const {
  const std::size_t window = weights_.size();
  if (values.size() < window) return values;
  std::vector<double> result(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t begin =
        std::min(i < half_width_ ? 0 : i - half_width_, values.size() - window);
    const std::vector<double>& weights = weights_[i - begin];
    double sum = 0;
    for (std::size_t k = 0; k < window; ++k) sum += weights[k] * values[begin + k];
    result[i] = sum;
  }
  return result;
}

}  // namespace securepose::kinematics
