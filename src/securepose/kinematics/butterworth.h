#pragma once

#include <vector>

namespace securepose::kinematics {

/// A second-order low-pass Butterworth filter that is run forwards and backwards: fourth order
/// together, no phase shift. The cut-off given is the true -3 dB frequency of both passes together;
/// one pass is therefore designed for a higher one (Winter 2009, 3.4.4.2: 1 / 0.802), with the
/// warping of the bilinear transform taken into account.
class ZeroPhaseButterworth {
 public:
  /// @param true_cutoff_hz  above 0 and below usable_limit_hz(rate_hz)
  ZeroPhaseButterworth(double true_cutoff_hz, double rate_hz);

  /// Highest cut-off that a rate allows: 45 % of it, so that one pass stays below the Nyquist rate.
  static double usable_limit_hz(double rate_hz) { return 0.45 * rate_hz; }

  /// -3 dB frequency of one pass, which other programs print as the cut-off.
  double nominal_cutoff_hz() const { return nominal_cutoff_hz_; }

  /// Filters evenly spaced values. The ends are continued by point reflection; fewer than
  /// kFewestSamples values come back as they are.
  std::vector<double> filter(const std::vector<double>& values) const;

  static constexpr std::size_t kFewestSamples = 4;

 private:
  void run(std::vector<double>& values) const;

  double nominal_cutoff_hz_ = 0;
  std::size_t padding_ = 0;
  double b0_ = 0, b1_ = 0, b2_ = 0, a1_ = 0, a2_ = 0;
};

}  // namespace securepose::kinematics
