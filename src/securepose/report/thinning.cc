#include "securepose/report/thinning.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace securepose::report {
namespace {

struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_interpolated(const Curve& curve, std::size_t i) {
  return !curve.interpolated.empty() && curve.interpolated[i];
}

void append_run(const Curve& curve, Run run, Curve& thinned) {
  std::optional<std::size_t> lowest;
  std::optional<std::size_t> highest;
  std::size_t present = 0;
  bool interpolated = false;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    if (!curve.values[i]) continue;
    ++present;
    interpolated = interpolated || is_interpolated(curve, i);
    if (!lowest || *curve.values[i] < *curve.values[*lowest]) lowest = i;
    if (!highest || *curve.values[i] > *curve.values[*highest]) highest = i;
  }
  const bool mostly_missing = !lowest || 2 * present < run.end - run.begin;
  for (const std::size_t i :
       mostly_missing ? std::array<std::size_t, 2>{}
                      : std::array{std::min(*lowest, *highest), std::max(*lowest, *highest)}) {
    thinned.values.push_back(mostly_missing ? std::nullopt : curve.values[i]);
    thinned.interpolated.push_back(!mostly_missing && interpolated);
  }
}

}  // namespace

ThinnedCurves thin(const std::vector<base::Timestamp>& times, const std::vector<Curve>& curves,
                   std::size_t most_samples) {
  for (const Curve& curve : curves) {
    if (curve.values.size() != times.size() ||
        (!curve.interpolated.empty() && curve.interpolated.size() != times.size()))
      throw std::invalid_argument("A curve of the report does not fit its time axis.");
  }
  if (times.size() <= std::max<std::size_t>(most_samples, 2)) return {times, curves, 2};

  ThinnedCurves thinned;
  const std::size_t runs = std::max<std::size_t>(most_samples / 2, 1);
  const std::size_t length = std::max<std::size_t>((times.size() + runs - 1) / runs, 2);
  thinned.samples_per_two = length;
  for (const Curve& curve : curves)
    thinned.curves.push_back({curve.side, {}, {}, curve.missing_reason});
  for (std::size_t begin = 0; begin < times.size(); begin += length) {
    const Run run{begin, std::min(begin + length, times.size())};
    if (run.end - run.begin < 2) {  // a last single sample has no room for two
      thinned.times.push_back(times[begin]);
      for (std::size_t c = 0; c < curves.size(); ++c) {
        thinned.curves[c].values.push_back(curves[c].values[begin]);
        thinned.curves[c].interpolated.push_back(is_interpolated(curves[c], begin));
      }
      continue;
    }
    thinned.times.push_back(times[run.begin]);
    thinned.times.push_back(times[(run.begin + run.end) / 2]);
    for (std::size_t c = 0; c < curves.size(); ++c) append_run(curves[c], run, thinned.curves[c]);
  }
  return thinned;
}

std::vector<std::size_t> evenly(std::size_t count, std::size_t most) {
  std::vector<std::size_t> chosen;
  const std::size_t n = std::min(count, most);
  chosen.reserve(n);
  for (std::size_t i = 0; i < n; ++i) chosen.push_back(n == 1 ? 0 : i * (count - 1) / (n - 1));
  return chosen;
}

}  // namespace securepose::report
