#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/gait_parameters.h"

namespace securepose::kinematics {

/// 0, 1, ..., 100 % of a stride.
inline constexpr std::size_t kCyclePercents = 101;
using CycleValues = std::array<std::optional<double>, kCyclePercents>;

/// Mean curve of one angle over the strides of one side.
struct CycleCurve {
  std::string column;  ///< of angles.csv
  Side side = Side::kLeft;
  std::size_t strides = 0;         ///< that have any value
  CycleValues mean_deg = {};       ///< missing where fewer than half of the strides have a value
  CycleValues deviation_deg = {};  ///< standard deviation of the sample, from two strides on
  std::optional<double> final_contact_percent = std::nullopt;
};

/// A column's value between its samples, linearly; nothing beside a gap.
std::optional<double> angle_at(const AngleTable& angles, const AngleColumn& column,
                               base::Timestamp time);

/// One angle over one stride, from contact to contact.
CycleValues over_stride(const AngleTable& angles, const AngleColumn& column, const Stride& stride);

/// The mean curve of one column over all strides of a side; nothing if none has a value.
std::optional<CycleCurve> cycle_curve(const AngleTable& angles, const AngleColumn& column,
                                      const std::vector<Stride>& strides, Side side);

/// Mean curves of all columns that have values: a side's columns over that side's strides, those of
/// the middle (trunk, neck, pelvis) over the strides of both sides.
std::vector<CycleCurve> cycle_curves(const AngleTable& angles, const std::vector<Stride>& strides);

/// The side to which a column belongs; nothing for the body's middle.
std::optional<Side> side_of_column(std::string_view column);

}  // namespace securepose::kinematics
