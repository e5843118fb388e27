#pragma once

#include <optional>
#include <vector>

#include "securepose/base/timestamp.h"

namespace securepose::covering {

/// One reading of one quantity at one step.
struct Reading {
  double value = 0;
  double sigma = 1;
};

struct SmoothedValue {
  double value = 0;
  double rate_per_s = 0;
  double sigma = 0;
};

/// Noise of a quantity that keeps its rate but for random changes.
struct MotionModel {
  /// Spectral density of the white acceleration noise, (units / s^2)^2 s.
  double acceleration_density = 1;
  /// Standard deviation of the rate before anything is known, units / s.
  double initial_rate_sigma = 1;
  /// Degrees of freedom of Student's t: how readily a lone far reading is disbelieved.
  double student_nu = 4;
};

/// Fuses all readings of one quantity over time, past and future together: a Kalman filter for
/// constant rate with white acceleration, run forward, and the smoother of Rauch, Tung and Striebel
/// (1965) run backward; readings are weighted anew three times by Student's t, so that lone wrong
/// ones lose their pull (Lange, Little and Taylor 1989).
///
/// @param times     strictly increasing, one per step; steps without readings are interpolated, and
///                  those outside the first and last reading extrapolated
/// @param readings  as many as times, each step with none, one or several
/// @param step_variances  of each step from the one before, in addition to the model: what it is
///                        measured from may have moved. Empty: none.
/// @return one value per step; empty if there is no reading at all
std::vector<SmoothedValue> smooth(const std::vector<base::Timestamp>& times,
                                  const std::vector<std::vector<Reading>>& readings,
                                  const MotionModel& model,
                                  const std::vector<double>& step_variances = {});

}  // namespace securepose::covering
