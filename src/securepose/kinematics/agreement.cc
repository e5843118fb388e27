#include "securepose/kinematics/agreement.h"

#include <algorithm>
#include <cmath>

namespace securepose::kinematics {

namespace {

/// The curve between its samples; nothing beside a gap.
std::optional<double> value_at(const TimedCurve& curve, double time_s) {
  const auto above = std::lower_bound(curve.time_s.begin(), curve.time_s.end(), time_s);
  if (above == curve.time_s.end()) return std::nullopt;
  const auto j = static_cast<std::size_t>(above - curve.time_s.begin());
  if (!curve.values[j]) return std::nullopt;
  if (*above == time_s) return curve.values[j];
  if (j == 0 || !curve.values[j - 1]) return std::nullopt;
  const double share = (time_s - curve.time_s[j - 1]) / (curve.time_s[j] - curve.time_s[j - 1]);
  return *curve.values[j - 1] + share * (*curve.values[j] - *curve.values[j - 1]);
}

std::vector<AgreementPair> pairs_of(const TimedCurve& measured, const TimedCurve& reference,
                                    double shift_s) {
  std::vector<AgreementPair> pairs;
  for (std::size_t i = 0; i < measured.time_s.size(); ++i) {
    if (!measured.values[i]) continue;
    if (const auto truth = value_at(reference, measured.time_s[i] - shift_s))
      pairs.push_back({*measured.values[i], *truth});
  }
  return pairs;
}

const TimedCurve* named(const std::vector<TimedCurve>& curves, const std::string& name) {
  const auto found = std::find_if(curves.begin(), curves.end(),
                                  [&](const TimedCurve& c) { return c.name == name; });
  return found == curves.end() ? nullptr : &*found;
}

/// Mean correlation of all curves that both have. They must overlap by half of the shorter one: a
/// short overlap fits well by chance.
std::optional<double> fit_at(const std::vector<TimedCurve>& measured,
                             const std::vector<TimedCurve>& reference, double shift_s) {
  constexpr double kLeastOverlap_s = 1, kLeastShare = 0.5;
  double sum = 0, count = 0;
  for (const TimedCurve& curve : measured) {
    const TimedCurve* other = named(reference, curve.name);
    if (other == nullptr || curve.time_s.size() < 2 || other->time_s.size() < 2) continue;
    const double lasts_s = curve.time_s.back() - curve.time_s.front();
    const double other_s = other->time_s.back() - other->time_s.front();
    const double interval_s = lasts_s / static_cast<double>(curve.time_s.size() - 1);
    const double least_s = std::max(kLeastOverlap_s, kLeastShare * std::min(lasts_s, other_s));
    const double overlap_s = std::min(curve.time_s.back(), other->time_s.back() + shift_s) -
                             std::max(curve.time_s.front(), other->time_s.front() + shift_s);
    if (overlap_s < least_s) continue;
    const auto pairs = pairs_of(curve, *other, shift_s);
    if (static_cast<double>(pairs.size()) * interval_s < kLeastOverlap_s) continue;
    const auto agreement = agreement_of(pairs);
    if (!agreement || !agreement->correlation) continue;
    sum += *agreement->correlation;
    count += 1;
  }
  if (count == 0) return std::nullopt;
  return sum / count;
}

struct Span {
  double from_s = 0;
  double to_s = 0;
};

Span span_of(const std::vector<TimedEvent>& events, double shift_s) {
  Span span{1e300, -1e300};
  for (const TimedEvent& event : events) {
    span.from_s = std::min(span.from_s, event.time_s + shift_s);
    span.to_s = std::max(span.to_s, event.time_s + shift_s);
  }
  return span;
}

std::vector<double> times_of(const std::vector<TimedEvent>& events, Side side, GaitEventKind kind,
                             double shift_s, Span within) {
  std::vector<double> times;
  for (const TimedEvent& event : events) {
    const double time_s = event.time_s + shift_s;
    if (event.side == side && event.kind == kind && time_s >= within.from_s &&
        time_s <= within.to_s)
      times.push_back(time_s);
  }
  std::sort(times.begin(), times.end());
  return times;
}

/// Pairs of times that lie within the tolerance, the nearest first; each time is in one at most.
/// Only neighbours are looked at, so that thousands of contacts cost no more than their number.
std::vector<AgreementPair> nearest_pairs(const std::vector<double>& found,
                                         const std::vector<double>& truth, double tolerance_s) {
  struct Candidate {
    double apart_s;
    std::size_t found, truth;
  };
  std::vector<Candidate> candidates;
  std::size_t first = 0;  // of the reference's times that are not too early
  for (std::size_t i = 0; i < found.size(); ++i) {
    while (first < truth.size() && found[i] - truth[first] > tolerance_s) ++first;
    for (std::size_t j = first; j < truth.size() && truth[j] - found[i] <= tolerance_s; ++j)
      candidates.push_back({std::abs(found[i] - truth[j]), i, j});
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.apart_s < b.apart_s; });
  std::vector<bool> found_taken(found.size(), false), truth_taken(truth.size(), false);
  std::vector<AgreementPair> pairs;
  for (const Candidate& candidate : candidates) {
    if (found_taken[candidate.found] || truth_taken[candidate.truth]) continue;
    found_taken[candidate.found] = truth_taken[candidate.truth] = true;
    pairs.push_back({found[candidate.found], truth[candidate.truth]});
  }
  return pairs;
}

}  // namespace

std::optional<Agreement> agreement_of(const std::vector<AgreementPair>& pairs) {
  if (pairs.empty()) return std::nullopt;
  const auto n = static_cast<double>(pairs.size());
  Agreement a;
  a.count = pairs.size();
  double squares = 0, mean_m = 0, mean_r = 0;
  for (const AgreementPair& pair : pairs) {
    const double difference = pair.measured - pair.reference;
    a.bias += difference / n;
    a.mean_absolute += std::abs(difference) / n;
    squares += difference * difference / n;
    mean_m += pair.measured / n;
    mean_r += pair.reference / n;
  }
  a.rmse = std::sqrt(squares);
  double spread = 0, mm = 0, rr = 0, mr = 0;
  for (const AgreementPair& pair : pairs) {
    const double off = pair.measured - pair.reference - a.bias;
    spread += off * off;
    mm += (pair.measured - mean_m) * (pair.measured - mean_m);
    rr += (pair.reference - mean_r) * (pair.reference - mean_r);
    mr += (pair.measured - mean_m) * (pair.reference - mean_r);
  }
  if (pairs.size() > 1) a.standard_deviation = std::sqrt(spread / (n - 1));
  constexpr double kTwoSided95 = 1.96;
  a.lower_limit = a.bias - kTwoSided95 * a.standard_deviation;
  a.upper_limit = a.bias + kTwoSided95 * a.standard_deviation;
  if (mm > 1e-12 && rr > 1e-12) a.correlation = mr / std::sqrt(mm * rr);
  return a;
}

std::optional<double> best_time_shift_s(const std::vector<TimedCurve>& measured,
                                        const std::vector<TimedCurve>& reference,
                                        double longest_s) {
  constexpr double kStep_s = 0.01;
  const int steps = static_cast<int>(std::ceil(longest_s / kStep_s));
  std::vector<std::optional<double>> fits;
  std::optional<std::size_t> best;
  for (int k = -steps; k <= steps; ++k) {
    fits.push_back(fit_at(measured, reference, k * kStep_s));
    if (fits.back() && (!best || *fits.back() > *fits[*best])) best = fits.size() - 1;
  }
  if (!best) return std::nullopt;
  double place = static_cast<double>(*best) - steps;
  if (*best > 0 && *best + 1 < fits.size() && fits[*best - 1] && fits[*best + 1]) {
    const double before = *fits[*best - 1], here = *fits[*best], after = *fits[*best + 1];
    const double bend = before - 2 * here + after;
    if (bend < 0) place += std::clamp((before - after) / (2 * bend), -0.5, 0.5);
  }
  // Curves that agree best on the grid itself (a result with its own table) are not moved.
  const auto refined = fit_at(measured, reference, place * kStep_s);
  if (!refined || *refined <= *fits[*best]) place = static_cast<double>(*best) - steps;
  return place * kStep_s;
}

std::vector<CurveAgreement> compare_curves(const std::vector<TimedCurve>& measured,
                                           const std::vector<TimedCurve>& reference,
                                           double shift_s) {
  std::vector<CurveAgreement> all;
  for (const TimedCurve& curve : measured) {
    const TimedCurve* other = named(reference, curve.name);
    if (other == nullptr) continue;
    std::vector<AgreementPair> pairs = pairs_of(curve, *other, shift_s);
    if (const auto agreement = agreement_of(pairs))
      all.push_back({curve.name, *agreement, std::move(pairs)});
  }
  return all;
}

std::vector<EventAgreement> compare_events(const std::vector<TimedEvent>& measured,
                                           const std::vector<TimedEvent>& reference, double shift_s,
                                           double tolerance_s) {
  std::vector<EventAgreement> all;
  if (measured.empty() || reference.empty()) return all;
  const Span ours = span_of(measured, 0), theirs = span_of(reference, shift_s);
  const Span shared{std::max(ours.from_s, theirs.from_s) - tolerance_s,
                    std::min(ours.to_s, theirs.to_s) + tolerance_s};
  for (const GaitEventKind kind : {GaitEventKind::kInitialContact, GaitEventKind::kFinalContact})
    for (const Side side : {Side::kLeft, Side::kRight}) {
      const std::vector<double> found = times_of(measured, side, kind, 0, shared);
      const std::vector<double> truth = times_of(reference, side, kind, shift_s, shared);
      if (found.empty() && truth.empty()) continue;
      EventAgreement one{.side = side, .kind = kind};
      one.pairs = nearest_pairs(found, truth, tolerance_s);
      one.extra = found.size() - one.pairs.size();
      one.missed = truth.size() - one.pairs.size();
      if (const auto agreement = agreement_of(one.pairs)) one.agreement = *agreement;
      all.push_back(std::move(one));
    }
  return all;
}

}  // namespace securepose::kinematics
