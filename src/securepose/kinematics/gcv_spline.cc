#include "securepose/kinematics/gcv_spline.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

namespace securepose::kinematics {

namespace {

constexpr std::size_t kFewest = 5;
constexpr std::size_t kMostForChoice = 2000;
constexpr double kLowestCutoff_hz = 0.5;
constexpr double kHighestCutoffShare = 0.4;  // of the rate

/// Main diagonal and the two beside it of a symmetric matrix.
struct Bands {
  std::vector<double> d0, d1, d2;
  explicit Bands(std::size_t n) : d0(n), d1(n), d2(n) {}
};

/// Reinsch's matrices for knots in units of their mean interval.
class SplineSystem {
 public:
  explicit SplineSystem(const std::vector<double>& time_s) : n_(time_s.size()), qtq_(n_ - 2) {
    const double mean_s = (time_s.back() - time_s.front()) / static_cast<double>(n_ - 1);
    for (std::size_t i = 0; i + 1 < n_; ++i) h_.push_back((time_s[i + 1] - time_s[i]) / mean_s);
    for (std::size_t j = 0; j < n_ - 2; ++j) {
      const double a = 1 / h_[j], c = 1 / h_[j + 1], b = -a - c;
      qtq_.d0[j] = a * a + b * b + c * c;
      if (j + 1 < n_ - 2) qtq_.d1[j] = b * (1 / h_[j + 1]) + c * (-1 / h_[j + 1] - 1 / h_[j + 2]);
      if (j + 2 < n_ - 2) qtq_.d2[j] = c * (1 / h_[j + 2]);
    }
  }

  struct Fit {
    std::vector<double> values;
    double score = 0;  ///< generalised cross-validation
  };
  Fit fit(const std::vector<double>& y, double strength) const;

 private:
  Bands factor(double strength) const;
  double trace_of_rest(const Bands& f, double strength) const;

  std::size_t n_;
  std::vector<double> h_;
  Bands qtq_;
};

/// L D L' of R + strength Q'Q: d0 holds D, d1 and d2 the columns of L.
Bands SplineSystem::factor(double strength) const {
  const std::size_t m = n_ - 2;
  Bands f(m);
  for (std::size_t i = 0; i < m; ++i) {
    double d = (h_[i] + h_[i + 1]) / 3 + strength * qtq_.d0[i];
    double e = i + 1 < m ? h_[i + 1] / 6 + strength * qtq_.d1[i] : 0;
    const double g = i + 2 < m ? strength * qtq_.d2[i] : 0;
    if (i >= 1) {
      d -= f.d0[i - 1] * f.d1[i - 1] * f.d1[i - 1];
      e -= f.d0[i - 1] * f.d1[i - 1] * f.d2[i - 1];
    }
    if (i >= 2) d -= f.d0[i - 2] * f.d2[i - 2] * f.d2[i - 2];
    f.d0[i] = d;
    f.d1[i] = e / d;
    f.d2[i] = g / d;
  }
  return f;
}

/// Trace of I - A, from the bands of the inverse next to its diagonal.
double SplineSystem::trace_of_rest(const Bands& f, double strength) const {
  double trace = 0;
  // Of the inverse: s00 = [i+1][i+1], s01 = [i+1][i+2], s11 = [i+2][i+2].
  double s00 = 0, s01 = 0, s11 = 0;
  for (std::size_t i = n_ - 2; i-- > 0;) {
    const double two = -f.d1[i] * s01 - f.d2[i] * s11;
    const double one = -f.d1[i] * s00 - f.d2[i] * s01;
    const double own = 1 / f.d0[i] - f.d1[i] * one - f.d2[i] * two;
    trace += own * qtq_.d0[i] + 2 * one * qtq_.d1[i] + 2 * two * qtq_.d2[i];
    s11 = s00;
    s01 = one;
    s00 = own;
  }
  return strength * trace;
}

SplineSystem::Fit SplineSystem::fit(const std::vector<double>& y, double strength) const {
  const std::size_t m = n_ - 2;
  const Bands f = factor(strength);
  std::vector<double> z(m);
  for (std::size_t j = 0; j < m; ++j) {
    z[j] = (y[j + 2] - y[j + 1]) / h_[j + 1] - (y[j + 1] - y[j]) / h_[j];
    if (j >= 1) z[j] -= f.d1[j - 1] * z[j - 1];
    if (j >= 2) z[j] -= f.d2[j - 2] * z[j - 2];
  }
  for (std::size_t j = 0; j < m; ++j) z[j] /= f.d0[j];
  for (std::size_t j = m; j-- > 0;) {
    if (j + 1 < m) z[j] -= f.d1[j] * z[j + 1];
    if (j + 2 < m) z[j] -= f.d2[j] * z[j + 2];
  }
  Fit fit{y, 0};
  double squares = 0;
  for (std::size_t i = 0; i < n_; ++i) {
    double bend = 0;
    if (i < m) bend += z[i] / h_[i];
    if (i >= 1 && i - 1 < m) bend -= z[i - 1] * (1 / h_[i - 1] + 1 / h_[i]);
    if (i >= 2) bend += z[i - 2] / h_[i - 1];
    fit.values[i] -= strength * bend;
    squares += strength * bend * strength * bend;
  }
  const double rest = trace_of_rest(f, strength);
  fit.score = rest > 0 ? squares / (rest * rest) : std::numeric_limits<double>::infinity();
  return fit;
}

double rate_hz(const std::vector<double>& time_s) {
  return static_cast<double>(time_s.size() - 1) / (time_s.back() - time_s.front());
}

/// The spline's gain is 1 / (1 + strength w^4), w in radians per interval.
double strength_for(double cutoff_hz, double rate) {
  const double w = 2 * std::numbers::pi * cutoff_hz / rate;
  return (std::numbers::sqrt2 - 1) / (w * w * w * w);
}

/// Least value of a function of one variable by golden section.
template <class Function>
double least_of(double from, double to, const Function& value) {
  constexpr double kGolden = 0.6180339887498949;
  double a = to - kGolden * (to - from), b = from + kGolden * (to - from);
  double at_a = value(a), at_b = value(b);
  while (to - from > 0.02) {  // 2 % of the cut-off
    if (at_a <= at_b) {
      to = b;
      b = a;
      at_b = at_a;
      a = to - kGolden * (to - from);
      at_a = value(a);
    } else {
      from = a;
      a = b;
      at_a = at_b;
      b = from + kGolden * (to - from);
      at_b = value(b);
    }
  }
  return (from + to) / 2;
}

}  // namespace

std::vector<double> smoothing_spline(const std::vector<double>& time_s,
                                     const std::vector<double>& values, double cutoff_hz) {
  if (values.size() < kFewest) return values;
  return SplineSystem(time_s).fit(values, strength_for(cutoff_hz, rate_hz(time_s))).values;
}

GcvSmoothed smooth_by_gcv(const std::vector<double>& time_s, const std::vector<double>& values) {
  if (values.size() < kFewest) return {values, 0};
  const double rate = rate_hz(time_s);
  const std::size_t count = std::min(values.size(), kMostForChoice);
  const auto first = static_cast<std::ptrdiff_t>((values.size() - count) / 2);
  const auto last = first + static_cast<std::ptrdiff_t>(count);
  const std::vector<double> some_s(time_s.begin() + first, time_s.begin() + last);
  const std::vector<double> some(values.begin() + first, values.begin() + last);
  const SplineSystem system(some_s);
  const double cutoff_hz = std::exp(
      least_of(std::log(std::min(kLowestCutoff_hz, kHighestCutoffShare * rate)),
               std::log(kHighestCutoffShare * rate), [&](double log_cutoff) {
                 return system.fit(some, strength_for(std::exp(log_cutoff), rate_hz(some_s))).score;
               }));
  return {smoothing_spline(time_s, values, cutoff_hz), cutoff_hz};
}

}  // namespace securepose::kinematics
