#include "securepose/kinematics/gait_cycle.h"

#include <algorithm>
#include <cmath>

#include "securepose/kinematics/statistics.h"

namespace securepose::kinematics {

std::optional<double> angle_at(const AngleTable& angles, const AngleColumn& column,
                               base::Timestamp time) {
  const auto& times = angles.times;
  const auto after = std::lower_bound(times.begin(), times.end(), time);
  if (after == times.end()) return std::nullopt;
  const auto i = static_cast<std::size_t>(after - times.begin());
  if (i >= column.values_deg.size() || !column.values_deg[i]) return std::nullopt;
  if (*after == time) return column.values_deg[i];
  if (i == 0 || !column.values_deg[i - 1]) return std::nullopt;
  const double share = (time - times[i - 1]).seconds() / (times[i] - times[i - 1]).seconds();
  const double before_deg = *column.values_deg[i - 1];
  return before_deg + share * (*column.values_deg[i] - before_deg);
}

CycleValues over_stride(const AngleTable& angles, const AngleColumn& column, const Stride& stride) {
  CycleValues values;
  for (std::size_t percent = 0; percent < kCyclePercents; ++percent) {
    const double share = static_cast<double>(percent) / 100;
    values[percent] = angle_at(
        angles, column, stride.start + base::Timestamp::from_seconds(share * stride.duration_s()));
  }
  return values;
}

std::optional<CycleCurve> cycle_curve(const AngleTable& angles, const AngleColumn& column,
                                      const std::vector<Stride>& strides, Side side) {
  CycleCurve curve{.column = column.name, .side = side};
  std::array<std::vector<double>, kCyclePercents> at;
  std::vector<double> final_contacts;
  for (const Stride& stride : strides) {
    if (stride.side != side || stride.duration_s() <= 0) continue;
    const CycleValues values = over_stride(angles, column, stride);
    bool any = false;
    for (std::size_t percent = 0; percent < kCyclePercents; ++percent)
      if (values[percent]) {
        at[percent].push_back(*values[percent]);
        any = true;
      }
    if (!any) continue;
    ++curve.strides;
    if (stride.final_contact)
      final_contacts.push_back(100 * (*stride.final_contact - stride.start).seconds() /
                               stride.duration_s());
  }
  if (curve.strides == 0) return std::nullopt;
  for (std::size_t percent = 0; percent < kCyclePercents; ++percent) {
    const auto statistic = statistic_of(at[percent]);
    if (!statistic || 2 * statistic->count < curve.strides) continue;
    curve.mean_deg[percent] = statistic->mean;
    curve.deviation_deg[percent] = statistic->standard_deviation;
  }
  if (const auto contact = statistic_of(final_contacts))
    curve.final_contact_percent = contact->mean;
  return curve;
}

std::vector<CycleCurve> cycle_curves(const AngleTable& angles, const std::vector<Stride>& strides) {
  std::vector<CycleCurve> curves;
  if (strides.empty()) return curves;
  for (const AngleColumn& column : angles.columns) {
    const auto own = side_of_column(column.name);
    for (const Side side : {Side::kLeft, Side::kRight}) {
      if (own && *own != side) continue;
      if (auto curve = cycle_curve(angles, column, strides, side))
        curves.push_back(std::move(*curve));
    }
  }
  return curves;
}

std::optional<Side> side_of_column(std::string_view column) {
  if (column.starts_with("left_")) return Side::kLeft;
  if (column.starts_with("right_")) return Side::kRight;
  return std::nullopt;
}

}  // namespace securepose::kinematics
