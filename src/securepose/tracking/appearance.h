#pragma once

#include <optional>
#include <vector>

#include "securepose/tracking/tracking_options.h"

namespace securepose::tracking {

/// Weighted mean of clothing histograms.
class AppearanceMean {
 public:
  /// Histograms of another length than the first are left out: they can't be compared.
  void add(const std::vector<float>& histogram, double weight);
  void add(const AppearanceMean& other);
  bool empty() const { return weight_ <= 0; }
  double weight() const { return weight_; }

  /// Hellinger distance of two means, 0 (same) to 1 (no colour in common). Nothing if either is
  /// empty or their lengths differ.
  friend std::optional<double> appearance_distance(const AppearanceMean& a,
                                                   const AppearanceMean& b);
  friend std::optional<double> appearance_distance(const AppearanceMean& a,
                                                   const std::vector<float>& b);
  /// Share of black, grey and white in the clothing, 0 to 1; 0 if empty.
  friend double grey_share(const AppearanceMean& mean);
  /// Lets what was added so far count for less than what is added next.
  void fade(double factor);

 private:
  std::vector<float> sum_;
  double weight_ = 0;
};

/// Hellinger distance of single histograms, and of a mean and a histogram, as above.
std::optional<double> appearance_distance(const std::vector<float>& a, const std::vector<float>& b);
std::optional<double> appearance_distance(const AppearanceMean& a, const std::vector<float>& b);

/// Log-likelihood ratio of "one person" against "two" for a distance between means, bounded.
double appearance_evidence(double distance, const AppearanceOptions& options);

}  // namespace securepose::tracking
