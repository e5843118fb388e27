#include "securepose/report/cycle_bands.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "securepose/report/angle_catalogue.h"

namespace securepose::report {
namespace {

using kinematics::AngleColumn;
using kinematics::MovementResult;
using kinematics::Stride;

constexpr std::size_t kPercents = 101;

/// The column's value between its samples; nothing beside a gap.
std::optional<double> value_at(const MovementResult& result, const AngleColumn& column,
                               double time_s) {
  const auto& times = result.angles.times;
  const auto after = std::lower_bound(
      times.begin(), times.end(), time_s,
      [](base::Timestamp sample, double wanted_s) { return sample.seconds() < wanted_s; });
  if (after == times.end()) return std::nullopt;
  const auto i = static_cast<std::size_t>(after - times.begin());
  if (i >= column.values_deg.size() || !column.values_deg[i]) return std::nullopt;
  const double to_s = times[i].seconds();
  if (i == 0) return to_s - time_s < 1e-9 ? column.values_deg[0] : std::nullopt;
  const auto& before = column.values_deg[i - 1];
  if (!before) return std::nullopt;
  const double from_s = times[i - 1].seconds();
  const double share = to_s > from_s ? (time_s - from_s) / (to_s - from_s) : 1;
  return *before + share * (*column.values_deg[i] - *before);
}

struct Sums {
  int count = 0;
  double mean = 0;
  double squares = 0;  ///< of differences from the mean

  void add(double value) {  // Welford 1962
    ++count;
    const double difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
  }
};

std::optional<CycleBand> band_of(const MovementResult& result, const AngleColumn& column,
                                 kinematics::Side side) {
  CycleBand band;
  band.side = side == kinematics::Side::kLeft ? Side::kLeft : Side::kRight;
  std::vector<Sums> sums(kPercents);
  Sums final_contact;
  for (const Stride& stride : result.gait.strides) {
    if (stride.side != side || stride.duration_s() <= 0) continue;
    ++band.strides;
    for (std::size_t percent = 0; percent < kPercents; ++percent) {
      const double time_s =
          stride.start.seconds() + stride.duration_s() * static_cast<double>(percent) / 100;
      if (const auto value = value_at(result, column, time_s)) sums[percent].add(*value);
    }
    if (stride.final_contact)
      final_contact.add(100 * (*stride.final_contact - stride.start).seconds() /
                        stride.duration_s());
  }
  bool any = false;
  for (const Sums& sum : sums) {
    const bool enough = sum.count > 0 && 2 * sum.count >= band.strides;
    any = any || enough;
    band.mean.push_back(enough ? std::optional(sum.mean) : std::nullopt);
    band.sd.push_back(enough && sum.count > 1
                          ? std::optional(std::sqrt(sum.squares / (sum.count - 1)))
                          : std::nullopt);
  }
  if (!any) return std::nullopt;
  if (final_contact.count > 0) band.final_contact_percent = final_contact.mean;
  return band;
}

}  // namespace

std::vector<CyclePanel> cycle_panels(const MovementResult& result) {
  std::map<std::pair<int, std::string>, CyclePanel> panels;
  for (const AngleColumn& column : result.angles.columns) {
    const AngleName name = parse_angle_name(column.name);
    const AngleDescription description = describe_angle(name.quantity);
    if (description.secondary) continue;
    CyclePanel& panel = panels[{description.rank, name.quantity}];
    panel.title = description.title;
    panel.unit = "°";
    panel.direction = description.direction;
    for (const auto side : {kinematics::Side::kLeft, kinematics::Side::kRight}) {
      const Side own = side == kinematics::Side::kLeft ? Side::kLeft : Side::kRight;
      if (name.side != Side::kMidline && name.side != own) continue;
      if (auto band = band_of(result, column, side)) panel.bands.push_back(std::move(*band));
    }
  }
  std::vector<CyclePanel> drawn;
  for (auto& [key, panel] : panels) {
    if (panel.bands.empty()) continue;
    std::stable_sort(panel.bands.begin(), panel.bands.end(),
                     [](const CycleBand& a, const CycleBand& b) { return a.side < b.side; });
    drawn.push_back(std::move(panel));
  }
  return drawn;
}

}  // namespace securepose::report
