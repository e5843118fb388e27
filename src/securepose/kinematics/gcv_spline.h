#pragma once

#include <vector>

namespace securepose::kinematics {

/// A curve that was smoothed, and how strongly.
struct GcvSmoothed {
  std::vector<double> values;
  double cutoff_hz = 0;  ///< -3 dB frequency of the spline that was chosen; 0: left as it was
};

/// Cubic smoothing spline whose strength generalised cross-validation chooses from the values alone
/// (Craven & Wahba 1979, Numer. Math. 31:377; for movement Woltring 1986, Adv. Eng. Softw. 8:104).
/// Reinsch's equations; the trace of the hat matrix by the central bands of the inverse (Hutchinson
/// & de Hoog 1985, Numer. Math. 47:99), so time and memory grow with the number of values only.
/// The choice is made between cut-offs of 0.5 Hz and 40 % of the rate, on the middle 2000 values of
/// a longer series. It takes the disturbances of neighbouring frames for independent: where they
/// are not, too little is smoothed.
/// @param time_s  strictly ascending, as many as `values`; fewer than 5 come back as they are
GcvSmoothed smooth_by_gcv(const std::vector<double>& time_s, const std::vector<double>& values);

/// The same spline with a given -3 dB frequency.
std::vector<double> smoothing_spline(const std::vector<double>& time_s,
                                     const std::vector<double>& values, double cutoff_hz);

}  // namespace securepose::kinematics
