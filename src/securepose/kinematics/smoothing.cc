#include "securepose/kinematics/smoothing.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "securepose/base/median.h"
#include "securepose/kinematics/butterworth.h"
#include "securepose/kinematics/gcv_spline.h"
#include "securepose/kinematics/kalman_smoother.h"
#include "securepose/kinematics/resampling.h"
#include "securepose/kinematics/savitzky_golay.h"

namespace securepose::kinematics {

namespace {

constexpr double kEvenTolerance = 0.15;
/// Of the grid on which uneven times are filtered. A phone's shortest intervals are a quarter of
/// its mean (120 and 30 a second in one recording); work and memory grow with this.
constexpr double kMostOfMeanRate = 8;

using Filter = std::function<std::vector<double>(const std::vector<double>&)>;
/// Times as well as values, for filters that need no even grid.
using TimedFilter =
    std::function<std::vector<double>(const std::vector<double>&, const std::vector<double>&)>;

/// Runs `filter` on the grid and comes back to the presentation times.
std::vector<double> filtered(const std::vector<double>& time_s, const std::vector<double>& values,
                             const TimeGrid& grid, const Filter& filter) {
  if (grid.even || values.size() < ZeroPhaseButterworth::kFewestSamples) return filter(values);
  const double span_s = time_s.back() - time_s.front();
  const auto steps = static_cast<std::size_t>(std::max(1.0, std::round(span_s * grid.rate_hz)));
  std::vector<double> even_s(steps + 1);
  for (std::size_t i = 0; i <= steps; ++i)
    even_s[i] = time_s.front() + span_s * static_cast<double>(i) / static_cast<double>(steps);
  return resample(even_s, filter(resample(time_s, values, even_s)), time_s);
}

/// First and one past the last sample of a stretch in which a landmark has a value throughout.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Run> runs_of(const LandmarkTracks& tracks, const LandmarkTrack& track,
                         double longest_interval_s) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    if (track.state[i] == PointState::kMissing) continue;
    const bool goes_on = !runs.empty() && runs.back().end == i && !tracks.starts_shot(i) &&
                         tracks.time_s[i] - tracks.time_s[i - 1] <= longest_interval_s;
    if (goes_on)
      runs.back().end = i + 1;
    else
      runs.push_back({i, i + 1});
  }
  return runs;
}

/// @param chosen_hz  takes the cut-offs that a filter chooses by itself
TimedFilter filter_of(const MovementOptions& options, const TimeGrid& grid, FilterFacts& facts,
                      std::vector<double>& chosen_hz) {
  facts.true_cutoff_hz = options.cutoff_hz;
  const auto on_grid = [grid](Filter filter) -> TimedFilter {
    return [grid, filter = std::move(filter)](const std::vector<double>& time_s,
                                              const std::vector<double>& values) {
      return filtered(time_s, values, grid, filter);
    };
  };
  if (options.smoother == Smoother::kGcvSpline) {
    facts.order = 4;  // of the gain's fall: 1 / (1 + w^4)
    facts.resampled = false;
    return [&chosen_hz](const std::vector<double>& time_s, const std::vector<double>& values) {
      GcvSmoothed smooth = smooth_by_gcv(time_s, values);
      if (smooth.cutoff_hz > 0) chosen_hz.push_back(smooth.cutoff_hz);
      return std::move(smooth.values);
    };
  }
  if (options.smoother == Smoother::kKalman) {
    facts.order = 6;  // 1 / (1 + w^6)
    facts.resampled = false;
    facts.nominal_cutoff_hz = options.cutoff_hz;
    return [cutoff_hz = options.cutoff_hz](const std::vector<double>& time_s,
                                           const std::vector<double>& values) {
      return smooth_by_kalman(time_s, values, cutoff_hz);
    };
  }
  if (options.smoother == Smoother::kSavitzkyGolay) {
    const SavitzkyGolay filter(options.cutoff_hz, grid.rate_hz);
    facts.order = 3;
    facts.true_cutoff_hz = filter.true_cutoff_hz();
    facts.nominal_cutoff_hz = filter.true_cutoff_hz();
    return on_grid([filter](const std::vector<double>& v) { return filter.filter(v); });
  }
  const ZeroPhaseButterworth filter(options.cutoff_hz, grid.rate_hz);
  facts.order = 4;
  facts.nominal_cutoff_hz = filter.nominal_cutoff_hz();
  return on_grid([filter](const std::vector<double>& v) { return filter.filter(v); });
}

}  // namespace

TimeGrid grid_of(const LandmarkTracks& tracks) {
  const std::size_t n = tracks.size();
  if (n < 2) return {};
  const double median_s = tracks.median_interval_s();
  std::vector<double> intervals;
  bool even = true;
  double steps = 0;
  double covered_s = 0;
  for (std::size_t i = 1; i < n; ++i) {
    const double interval_s = tracks.time_s[i] - tracks.time_s[i - 1];
    intervals.push_back(interval_s);
    if (tracks.starts_shot(i)) continue;
    even = even && std::abs(interval_s - median_s) <= kEvenTolerance * median_s;
    steps += 1;
    covered_s += interval_s;
  }
  if (even && steps > 0) return {steps / covered_s, true};
  const auto tenth = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 10);
  std::nth_element(intervals.begin(), tenth, intervals.end());
  // Frames whose times are repeated, or a tick apart, have no rate of their own.
  const double mean_rate_hz = covered_s > 0 ? steps / covered_s : 1 / *tenth;
  return {std::min(1 / *tenth, kMostOfMeanRate * mean_rate_hz), false};
}

FilterFacts smooth(LandmarkTracks& tracks, const MovementOptions& options,
                   std::vector<std::string>& notes) {
  const TimeGrid grid = grid_of(tracks);
  FilterFacts facts;
  facts.smoother = options.smoother;
  facts.sample_rate_hz = grid.rate_hz;
  facts.resampled = !grid.even;
  if (options.smoother == Smoother::kNone || grid.rate_hz <= 0) {
    facts.smoother = Smoother::kNone;
    facts.order = 0;
    return facts;
  }
  if (options.smoother != Smoother::kGcvSpline &&
      options.cutoff_hz >= ZeroPhaseButterworth::usable_limit_hz(grid.rate_hz)) {
    notes.push_back(
        "The landmarks were not smoothed: the rate of the pictures is too low for the "
        "filter's cut-off.");
    facts.smoother = Smoother::kNone;
    facts.order = 0;
    return facts;
  }
  std::vector<double> chosen_hz;
  const TimedFilter filter = filter_of(options, grid, facts, chosen_hz);
  constexpr double kLongestInterval_s = 0.5;
  std::vector<double> time_s, values;
  for (LandmarkTrack& track : tracks.tracks) {
    for (const Run run : runs_of(tracks, track, kLongestInterval_s)) {
      const auto b = static_cast<std::ptrdiff_t>(run.begin);
      const auto e = static_cast<std::ptrdiff_t>(run.end);
      time_s.assign(tracks.time_s.begin() + b, tracks.time_s.begin() + e);
      for (std::vector<double>* coordinate : {&track.x_px, &track.y_px}) {
        values.assign(coordinate->begin() + b, coordinate->begin() + e);
        const std::vector<double> smoothed = filter(time_s, values);
        std::copy(smoothed.begin(), smoothed.end(), coordinate->begin() + b);
      }
    }
  }
  if (!chosen_hz.empty())
    facts.true_cutoff_hz = facts.nominal_cutoff_hz = base::upper_median(std::move(chosen_hz));
  return facts;
}

std::vector<double> low_pass(const std::vector<double>& time_s, const std::vector<double>& values,
                             const TimeGrid& grid, double cutoff_hz) {
  if (grid.rate_hz <= 0 || cutoff_hz >= ZeroPhaseButterworth::usable_limit_hz(grid.rate_hz))
    return values;
  const ZeroPhaseButterworth filter(cutoff_hz, grid.rate_hz);
  return filtered(time_s, values, grid,
                  [&filter](const std::vector<double>& v) { return filter.filter(v); });
}

}  // namespace securepose::kinematics
