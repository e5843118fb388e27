#include "securepose/report/axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "securepose/report/html.h"

namespace securepose::report {
namespace {

Ticks ticks_with_step(AxisRange range, double step) {
  Ticks ticks;
  ticks.decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
  const auto first = static_cast<long long>(std::ceil(range.low / step - 1e-9));
  const auto last = static_cast<long long>(std::floor(range.high / step + 1e-9));
  for (long long i = first; i <= last; ++i) ticks.values.push_back(static_cast<double>(i) * step);
  return ticks;
}

constexpr double kMinutesFrom_s = 120;

}  // namespace

void AxisRange::include(double value) {
  low = std::min(low, value);
  high = std::max(high, value);
}

Ticks round_ticks(AxisRange range, int most) {
  if (!(range.span() > 0) || !std::isfinite(range.span()) || most < 1) return {};
  const double least = range.span() / most;
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
    if (factor * power >= least * (1 - 1e-9)) return ticks_with_step(range, factor * power);
  }
  return ticks_with_step(range, 10 * power);
}

Ticks time_ticks(AxisRange range_s, int most) {
  if (range_s.span() < 10) return round_ticks(range_s, most);
  constexpr std::array kSteps_s{1., 2., 5., 10., 15., 30., 60., 120., 300., 600., 1800., 3600.};
  for (const double step_s : kSteps_s) {
    if (range_s.span() / step_s <= most) return ticks_with_step(range_s, step_s);
  }
  return round_ticks(range_s, most);
}

bool counts_minutes(AxisRange range_s) { return range_s.span() >= kMinutesFrom_s; }

std::string time_tick_text(double time_s, AxisRange range_s, int decimals) {
  if (!counts_minutes(range_s)) return number(time_s, decimals);
  const auto seconds = static_cast<long long>(std::llround(time_s));
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

AxisRange padded(AxisRange range, double least_span) {
  const double margin = std::max(range.span() * 0.06, (least_span - range.span()) / 2);
  return {range.low - margin, range.high + margin};
}

}  // namespace securepose::report
