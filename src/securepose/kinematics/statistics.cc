#include "securepose/kinematics/statistics.h"

#include <cmath>

namespace securepose::kinematics {

std::optional<Statistic> statistic_of(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  Statistic statistic;
  statistic.count = values.size();
  for (const double v : values) statistic.mean += v;
  statistic.mean /= static_cast<double>(values.size());
  if (values.size() < 2) return statistic;
  double squares = 0;
  for (const double v : values) squares += (v - statistic.mean) * (v - statistic.mean);
  const double deviation = std::sqrt(squares / static_cast<double>(values.size() - 1));
  statistic.standard_deviation = deviation;
  if (statistic.mean != 0)
    statistic.coefficient_of_variation_pct = 100 * deviation / std::abs(statistic.mean);
  return statistic;
}

}  // namespace securepose::kinematics
