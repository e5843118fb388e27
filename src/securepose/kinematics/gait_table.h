#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "securepose/kinematics/gait_measurement.h"

namespace securepose::kinematics {

/// Whether a pass shows walking or running.
bool walks(const PassGeometry& pass);

/// Whether a pass is seen from the left or right side.
bool from_the_side(const PassGeometry& pass);

/// Values of both sides apart.
struct SideValues {
  std::vector<double> left, right;

  void add(Side side, const std::optional<double>& value) {
    if (value) (side == Side::kLeft ? left : right).push_back(*value);
  }
  std::vector<double> both() const {
    std::vector<double> all = left;
    all.insert(all.end(), right.begin(), right.end());
    return all;
  }
};

/// Builds the gait parameters row by row; the rows are those of docs/kinematics.md. Its parts stand
/// in gait_table.cc (rows and reasons), gait_time_rows.cc, gait_length_rows.cc and
/// gait_joint_rows.cc.
class GaitTable {
 public:
  GaitTable(const GaitEvidence& evidence, const MovementOptions& options);
  GaitParameters build();

 private:
  using StrideValue = std::function<std::optional<double>(const Stride&)>;

  SideValues over_strides(const StrideValue& value) const;
  void add_whole(const std::string& name, const std::string& unit,
                 const std::vector<double>& values, const std::string& reason);
  /// @param has_zero  false for angles against an arbitrary zero, of which no ratios can be taken
  void add_sided(const std::string& name, const std::string& unit, const SideValues& values,
                 const std::string& reason, bool has_zero = true);

  /// Whether most strides have both feet come down together.
  bool feet_together() const;
  /// Why there is no walking, or no contact; empty if there are contacts.
  std::string no_contacts_reason() const;
  /// Why there is no stride; empty if there is one.
  std::string no_strides_reason() const;
  /// Why there is no step from one foot to the other; empty if nothing stands against it.
  std::string no_steps_reason() const;
  std::string no_support_reason() const;
  /// Why a side has no value although the other one has.
  std::string no_side_reason(Side side) const;
  std::string no_lengths_reason(bool in_metres) const;
  std::string no_step_lengths_reason(bool in_metres) const;
  std::vector<double> speeds_heights_s() const;
  std::vector<double> speeds_m_s() const;
  std::vector<std::vector<double>> step_runs_s() const;
  void add_speed();
  void add_cadence();
  void add_times();
  void add_phases();
  void add_lengths();
  void add_width();
  void add_clearance();
  void add_arm_swing();
  void add_joint_angles();
  std::optional<double> arm_range_deg(const Stride& stride) const;

  const GaitEvidence& evidence_;
  const MovementOptions& options_;
  std::vector<PassScale> scales_;
  GaitParameters result_;
};

}  // namespace securepose::kinematics
