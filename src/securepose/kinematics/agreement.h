#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "securepose/kinematics/gait_event.h"

namespace securepose::kinematics {

/// A quantity over time, from whatever measured it.
struct TimedCurve {
  std::string name;
  std::vector<double> time_s;  ///< strictly ascending
  std::vector<std::optional<double>> values;
};

/// A contact, from whatever measured it.
struct TimedEvent {
  Side side = Side::kLeft;
  GaitEventKind kind = GaitEventKind::kInitialContact;
  double time_s = 0;
};

/// How well two ways of measuring agree (Bland & Altman 1986, Lancet 327:307). Differences are the
/// measured less the reference.
struct Agreement {
  std::size_t count = 0;
  double bias = 0;                ///< mean difference
  double standard_deviation = 0;  ///< of the differences
  double mean_absolute = 0;
  double rmse = 0;
  double lower_limit = 0;  ///< of agreement: bias - 1.96 standard deviations
  double upper_limit = 0;
  std::optional<double> correlation =
      std::nullopt;  ///< Pearson's; missing where one of them does not vary
};

/// A pair's mean and difference: a point of a Bland-Altman plot.
struct AgreementPair {
  double measured = 0;
  double reference = 0;
};

struct CurveAgreement {
  std::string name;
  Agreement agreement;
  std::vector<AgreementPair> pairs;  ///< at the measured curve's times
};

struct EventAgreement {
  Side side = Side::kLeft;
  GaitEventKind kind = GaitEventKind::kInitialContact;
  std::size_t missed = 0;    ///< in the reference only
  std::size_t extra = 0;     ///< in the measurement only
  Agreement agreement = {};  ///< in seconds, of the matched ones
  std::vector<AgreementPair> pairs = {};
};

/// Agreement of pairs; nothing without any.
std::optional<Agreement> agreement_of(const std::vector<AgreementPair>& pairs);

/// Seconds to add to the reference's times so that its curves fit the measured ones best: greatest
/// mean correlation over all curves that both have, between -longest_s and longest_s, in steps of
/// 10 ms and then between them. Nothing if no two curves overlap by a second and by
/// half of the shorter one.
std::optional<double> best_time_shift_s(const std::vector<TimedCurve>& measured,
                                        const std::vector<TimedCurve>& reference, double longest_s);

/// Compares curves of the same name, the reference read linearly at the measured times.
std::vector<CurveAgreement> compare_curves(const std::vector<TimedCurve>& measured,
                                           const std::vector<TimedCurve>& reference,
                                           double shift_s);

/// Matches contacts of the same foot and kind, each with at most one, nearest first, if they lie
/// within `tolerance_s`. Contacts outside of the time that both cover count for neither.
std::vector<EventAgreement> compare_events(const std::vector<TimedEvent>& measured,
                                           const std::vector<TimedEvent>& reference, double shift_s,
                                           double tolerance_s);

}  // namespace securepose::kinematics
