#include "securepose/tracking/appearance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "securepose/observation/observations.h"

namespace securepose::tracking {
namespace {

// Bhattacharyya's coefficient is taken part by part; a part that either lacks says nothing.
std::optional<double> hellinger(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.empty() || a.size() != b.size()) return std::nullopt;
  double coefficients = 0;
  int parts = 0;
  for (std::size_t begin = 0; begin < a.size(); begin += observation::kAppearancePartBins) {
    const std::size_t end = std::min(a.size(), begin + observation::kAppearancePartBins);
    double sum_a = 0;
    double sum_b = 0;
    double common = 0;
    for (std::size_t k = begin; k < end; ++k) {
      sum_a += a[k];
      sum_b += b[k];
      common += std::sqrt(static_cast<double>(a[k]) * b[k]);
    }
    if (sum_a <= 0 || sum_b <= 0) continue;
    coefficients += common / std::sqrt(sum_a * sum_b);
    ++parts;
  }
  if (parts == 0) return std::nullopt;
  return std::sqrt(std::max(0.0, 1 - coefficients / parts));
}

double log_normal_density(double x, double mean, double sd) {
  const double z = (x - mean) / sd;
  return -0.5 * z * z - std::log(sd);
}

}  // namespace

void AppearanceMean::add(const std::vector<float>& histogram, double weight) {
  if (histogram.empty() || weight <= 0) return;
  if (sum_.empty()) sum_.assign(histogram.size(), 0.0F);
  if (sum_.size() != histogram.size()) return;
  for (std::size_t k = 0; k < sum_.size(); ++k)
    sum_[k] += static_cast<float>(weight) * histogram[k];
  weight_ += weight;
}

void AppearanceMean::add(const AppearanceMean& other) {
  if (other.empty()) return;
  if (sum_.empty()) sum_.assign(other.sum_.size(), 0.0F);
  if (sum_.size() != other.sum_.size()) return;
  for (std::size_t k = 0; k < sum_.size(); ++k) sum_[k] += other.sum_[k];
  weight_ += other.weight_;
}

std::optional<double> appearance_distance(const AppearanceMean& a, const AppearanceMean& b) {
  if (a.empty() || b.empty()) return std::nullopt;
  return hellinger(a.sum_, b.sum_);
}

std::optional<double> appearance_distance(const std::vector<float>& a,
                                          const std::vector<float>& b) {
  return hellinger(a, b);
}

std::optional<double> appearance_distance(const AppearanceMean& a, const std::vector<float>& b) {
  if (a.empty()) return std::nullopt;
  return hellinger(a.sum_, b);
}

void AppearanceMean::fade(double factor) {
  for (float& v : sum_) v *= static_cast<float>(factor);
  weight_ *= factor;
}

double grey_share(const AppearanceMean& mean) {
  double all = 0;
  double grey = 0;
  for (std::size_t k = 0; k < mean.sum_.size(); ++k) {
    all += mean.sum_[k];
    if (k % observation::kAppearancePartBins >=
        observation::kAppearancePartBins - observation::kAppearanceGreyBins)
      grey += mean.sum_[k];
  }
  return all > 0 ? grey / all : 0;
}

double appearance_evidence(double distance, const AppearanceOptions& options) {
  // Below the mean of "same" a distance says no more than the mean itself, and above that of
  // "different" likewise: the tails of two normal densities would claim nonsense there.
  const double d = std::clamp(distance, options.same_mean, options.different_mean);
  const double ratio = log_normal_density(d, options.same_mean, options.same_sd) -
                       log_normal_density(d, options.different_mean, options.different_sd);
  return std::clamp(ratio, -options.max_evidence_against, options.max_evidence_for);
}

}  // namespace securepose::tracking
