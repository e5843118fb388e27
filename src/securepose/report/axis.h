#pragma once

#include <string>
#include <vector>

namespace securepose::report {

/// Ends of an axis.
struct AxisRange {
  double low = 0;
  double high = 1;

  double span() const { return high - low; }
  void include(double value);
};

/// Where an axis is marked.
struct Ticks {
  std::vector<double> values;
  int decimals = 0;
};

/// Round values (1, 2 or 5 times a power of ten) inside `range`, at most `most` of them.
Ticks round_ticks(AxisRange range, int most);

/// Ticks of a time axis in seconds with steps that people count in: 1, 2, 5, 10, 15, 30 s, minutes.
Ticks time_ticks(AxisRange range_s, int most);

/// From two minutes of span on a time axis shows minutes and seconds.
bool counts_minutes(AxisRange range_s);

/// "12.5" below two minutes of span, "2:05" above.
std::string time_tick_text(double time_s, AxisRange range_s, int decimals);

/// `range` grown by a margin and to at least `least_span`, so that noise is not blown up to the
/// size of a movement.
AxisRange padded(AxisRange range, double least_span);

}  // namespace securepose::report
