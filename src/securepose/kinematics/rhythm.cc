#include "securepose/kinematics/rhythm.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/base/median.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

constexpr double kWindow_s = 4, kLeastWindow_s = 2;
constexpr double kLongestBridge_s = 0.15;
constexpr double kHalfPeak_hz = 0.5;

/// Values on an even grid without a gap.
struct Stretch {
  std::vector<std::vector<double>> components;
  std::size_t size() const { return components.front().size(); }
};

double median_interval_s(const std::vector<double>& time_s) {
  std::vector<double> intervals;
  for (std::size_t i = 1; i < time_s.size(); ++i) intervals.push_back(time_s[i] - time_s[i - 1]);
  return base::upper_median(std::move(intervals));
}

/// Samples of `from`..`to` (positions in `known`) on the grid, linearly.
Stretch on_grid(const RhythmSignal& signal, const std::vector<double>& time_s,
                const std::vector<std::size_t>& known, double step_s) {
  Stretch stretch;
  stretch.components.resize(signal.components.size());
  const double first_s = time_s[known.front()], last_s = time_s[known.back()];
  const auto count = static_cast<std::size_t>((last_s - first_s) / step_s + 1e-6) + 1;
  std::size_t k = 0;
  for (std::size_t g = 0; g < count; ++g) {
    const double at_s = first_s + step_s * static_cast<double>(g);
    while (k + 2 < known.size() && time_s[known[k + 1]] < at_s) ++k;
    const std::size_t a = known[k], b = known[std::min(k + 1, known.size() - 1)];
    const double share =
        a == b ? 0 : std::clamp((at_s - time_s[a]) / (time_s[b] - time_s[a]), 0.0, 1.0);
    for (std::size_t c = 0; c < signal.components.size(); ++c) {
      const auto& values = signal.components[c];
      stretch.components[c].push_back(*values[a] + share * (*values[b] - *values[a]));
    }
  }
  return stretch;
}

std::vector<Stretch> stretches_of(const RhythmSignal& signal, const std::vector<double>& time_s,
                                  double step_s) {
  std::vector<Stretch> stretches;
  std::vector<std::size_t> known;
  const auto finish = [&] {
    if (known.size() >= 2 && time_s[known.back()] - time_s[known.front()] >= kLeastWindow_s)
      stretches.push_back(on_grid(signal, time_s, known, step_s));
    known.clear();
  };
  for (std::size_t i = 0; i < time_s.size(); ++i) {
    if (!std::all_of(signal.components.begin(), signal.components.end(),
                     [i](const auto& values) { return values[i].has_value(); }))
      continue;
    if (!known.empty() && time_s[i] - time_s[known.back()] > kLongestBridge_s + step_s) finish();
    known.push_back(i);
  }
  finish();
  return stretches;
}

/// Mean power density (unit squared per hertz) of all windows, at multiples of step_hz.
class Spectrum {
 public:
  Spectrum(double rate_hz, std::size_t window, double highest_hz)
      : rate_hz_(rate_hz), window_(window), step_hz_(rate_hz / static_cast<double>(window)) {
    power_.resize(std::min(static_cast<std::size_t>(highest_hz / step_hz_) + 2, window / 2 + 1));
  }

  void add(const std::vector<double>& values, std::size_t first) {
    const auto n = static_cast<double>(window_);
    double mean = 0, slope = 0, spread = 0;
    for (std::size_t i = 0; i < window_; ++i) mean += values[first + i] / n;
    for (std::size_t i = 0; i < window_; ++i) {
      const double from_middle = static_cast<double>(i) - (n - 1) / 2;
      slope += from_middle * values[first + i];
      spread += from_middle * from_middle;
    }
    slope /= spread;
    std::vector<double> tapered(window_);
    double taper_power = 0;
    for (std::size_t i = 0; i < window_; ++i) {
      const double from_middle = static_cast<double>(i) - (n - 1) / 2;
      const double taper = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / n);
      taper_power += taper * taper;
      tapered[i] = taper * (values[first + i] - mean - slope * from_middle);
    }
    for (std::size_t f = 1; f < power_.size(); ++f) {
      double real = 0, imaginary = 0;
      for (std::size_t i = 0; i < window_; ++i) {
        const double phase = 2 * std::numbers::pi * static_cast<double>(f * i % window_) / n;
        real += tapered[i] * std::cos(phase);
        imaginary += tapered[i] * std::sin(phase);
      }
      power_[f] += 2 * (real * real + imaginary * imaginary) / (rate_hz_ * taper_power);
    }
  }

  void divide(double windows) {
    for (double& p : power_) p /= windows;
  }
  double step_hz() const { return step_hz_; }
  const std::vector<double>& power() const { return power_; }
  double between(double from_hz, double to_hz) const {
    double sum = 0;
    for (std::size_t f = 1; f < power_.size(); ++f) {
      const double at_hz = step_hz_ * static_cast<double>(f);
      if (at_hz >= from_hz - 1e-9 && at_hz <= to_hz + 1e-9) sum += power_[f] * step_hz_;
    }
    return sum;
  }

 private:
  double rate_hz_;
  std::size_t window_;
  double step_hz_;
  std::vector<double> power_;
};

std::optional<Rhythm> rhythm_in(const Spectrum& spectrum, const TaskRequest& request) {
  const auto& power = spectrum.power();
  const double step_hz = spectrum.step_hz();
  std::size_t peak = 0;
  for (std::size_t f = 1; f + 1 < power.size(); ++f) {
    const double at_hz = step_hz * static_cast<double>(f);
    if (at_hz < request.lowest_hz - 1e-9 || at_hz > request.highest_hz + 1e-9) continue;
    if (power[f] > (peak == 0 ? 0 : power[peak])) peak = f;
  }
  if (peak == 0) return std::nullopt;
  Rhythm rhythm;
  // Vertex of the parabola through the logarithms: close to exact for a Hann window.
  const double a = std::log(std::max(power[peak - 1], 1e-300));
  const double b = std::log(power[peak]), c = std::log(std::max(power[peak + 1], 1e-300));
  const double bend = a - 2 * b + c;
  const double shift = bend < 0 ? std::clamp((a - c) / (2 * bend), -0.5, 0.5) : 0;
  rhythm.frequency_hz = step_hz * (static_cast<double>(peak) + shift);
  const double peak_power =
      spectrum.between(rhythm.frequency_hz - kHalfPeak_hz, rhythm.frequency_hz + kHalfPeak_hz);
  rhythm.amplitude = std::sqrt(2 * peak_power);
  rhythm.band_power = spectrum.between(request.lowest_hz, request.highest_hz);
  constexpr double kRounding = 1e-6;  // degrees or body heights: below it nothing moves
  if (rhythm.amplitude < kRounding) return std::nullopt;
  if (rhythm.band_power > 0)
    rhythm.peak_power_share = std::min(1.0, peak_power / rhythm.band_power);
  return rhythm;
}

RhythmSignal point_signal(const LandmarkTracks& tracks, L landmark, double height_px) {
  RhythmSignal signal{std::string(name_of(landmark)), "body heights", {}};
  signal.components.resize(2, std::vector<std::optional<double>>(tracks.size()));
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    const auto point = tracks.at(landmark, i), hips = tracks.at(L::kMidHip, i);
    if (!point || (!hips && landmark != L::kMidHip)) continue;
    const geometry::Point off =
        landmark == L::kMidHip ? *point : *point - *hips;  // the hips against the picture
    signal.components[0][i] = off.x_px / height_px;
    signal.components[1][i] = off.y_px / height_px;
  }
  return signal;
}

std::optional<L> landmark_named(const std::string& name) {
  for (std::size_t k = 0; k < kBodyLandmarks; ++k)
    if (name_of(static_cast<L>(k)) == name) return static_cast<L>(k);
  return std::nullopt;
}

std::vector<RhythmSignal> signals_of(const LandmarkTracks& unsmoothed, const AngleTable& angles,
                                     double height_px, const TaskRequest& request) {
  std::vector<RhythmSignal> signals;
  constexpr std::array kEnds = {L::kNose,       L::kLeftWrist, L::kRightWrist, L::kLeftIndex,
                                L::kRightIndex, L::kLeftKnee,  L::kRightKnee,  L::kLeftAnkle,
                                L::kRightAnkle, L::kMidHip};
  const auto add_angle = [&](const AngleColumn& column) {
    signals.push_back({column.name, "deg", {column.values_deg}});
  };
  if (request.signal.empty()) {
    for (const L landmark : kEnds) signals.push_back(point_signal(unsmoothed, landmark, height_px));
    for (const AngleColumn& column : angles.columns) add_angle(column);
  } else if (const auto landmark = landmark_named(request.signal)) {
    signals.push_back(point_signal(unsmoothed, *landmark, height_px));
  } else if (const AngleColumn* column = angles.find(request.signal)) {
    add_angle(*column);
  } else {
    throw base::Error(base::ErrorKind::kUsage,
                      "\"" + request.signal +
                          "\" is neither a landmark nor an angle. Name one as in the columns of "
                          "poses.csv or angles.csv, for instance right_wrist or "
                          "right_knee_flexion_deg.");
  }
  return signals;
}

}  // namespace

std::optional<Rhythm> rhythm_of(const RhythmSignal& signal, const std::vector<double>& time_s,
                                const TaskRequest& request) {
  if (time_s.size() < 3 || signal.components.empty()) return std::nullopt;
  const double step_s = median_interval_s(time_s), rate_hz = 1 / step_s;
  if (request.lowest_hz >= rate_hz / 2) return std::nullopt;
  const std::vector<Stretch> stretches = stretches_of(signal, time_s, step_s);
  if (stretches.empty()) return std::nullopt;
  std::size_t longest = 0;
  for (const Stretch& s : stretches) longest = std::max(longest, s.size());
  const std::size_t window =
      std::min(longest, static_cast<std::size_t>(std::lround(kWindow_s * rate_hz)));
  Spectrum spectrum(rate_hz, window, request.highest_hz);
  double windows = 0, seen_s = 0;
  for (const Stretch& stretch : stretches) {
    seen_s += step_s * static_cast<double>(stretch.size());
    for (std::size_t first = 0; first + window <= stretch.size();
         first += std::max<std::size_t>(1, window / 2)) {
      for (const auto& component : stretch.components) spectrum.add(component, first);
      windows += 1;
    }
  }
  spectrum.divide(windows);
  auto rhythm = rhythm_in(spectrum, request);
  if (!rhythm) return std::nullopt;
  rhythm->signal = signal.name;
  rhythm->unit = signal.unit;
  rhythm->seen_s = seen_s;
  rhythm->step_hz = spectrum.step_hz();
  rhythm->power = spectrum.power();
  return rhythm;
}

std::vector<Rhythm> rhythms(const LandmarkTracks& unsmoothed, const AngleTable& angles,
                            double height_px, const TaskRequest& request) {
  std::vector<Rhythm> found;
  for (const RhythmSignal& signal : signals_of(unsmoothed, angles, height_px, request))
    if (auto rhythm = rhythm_of(signal, unsmoothed.time_s, request))
      found.push_back(std::move(*rhythm));
  return found;
}

std::string no_rhythm_reason(const LandmarkTracks& unsmoothed, const AngleTable& angles,
                             const TaskRequest& request) {
  if (unsmoothed.time_s.size() > 2) {
    const double rate_hz = 1 / median_interval_s(unsmoothed.time_s);
    if (request.lowest_hz >= rate_hz / 2)
      return fmt::format(
          "{:.4g} pictures per second show no rhythm above {:.4g} Hz, and the band begins at "
          "{:.4g} Hz.",
          rate_hz, rate_hz / 2, request.lowest_hz);
  }
  if (const AngleColumn* column = angles.find(request.signal);
      column != nullptr && !column->missing_reason.empty())
    return column->missing_reason;
  const auto signals = signals_of(unsmoothed, angles, 1, request);
  const bool seen = std::any_of(signals.begin(), signals.end(), [&](const RhythmSignal& signal) {
    return unsmoothed.time_s.size() > 2 &&
           !stretches_of(signal, unsmoothed.time_s, median_interval_s(unsmoothed.time_s)).empty();
  });
  return seen ? "Nothing moves in the band that was asked for."
              : "Nothing was seen for two seconds without a longer gap.";
}

}  // namespace securepose::kinematics
