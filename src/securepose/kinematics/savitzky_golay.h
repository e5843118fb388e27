#pragma once

#include <cstddef>
#include <vector>

namespace securepose::kinematics {

/// Least-squares cubic over a sliding window (Savitzky & Golay 1964, Anal. Chem. 36:1627-1639). The
/// window is the odd one whose -3 dB frequency comes nearest to the cut-off asked for.
/// Near the ends the first or last full window's own cubic is read off.
class SavitzkyGolay {
 public:
  SavitzkyGolay(double cutoff_hz, double rate_hz);

  /// Evenly spaced values; fewer than the window come back as they are.
  std::vector<double> filter(const std::vector<double>& values) const;
  std::size_t half_width() const { return half_width_; }
  /// -3 dB frequency of the window that was chosen; it can't be had exactly.
  double true_cutoff_hz() const { return true_cutoff_hz_; }

 private:
  std::size_t half_width_ = 2;
  double true_cutoff_hz_ = 0;
  /// weights_[p] reads the cubic of a window off at its position p.
  std::vector<std::vector<double>> weights_;
};

}  // namespace securepose::kinematics
