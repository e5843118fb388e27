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
  using SideReason = std::function<std::string(Side)>;

  SideValues over_strides(const StrideValue& value) const;
  void add_whole(const std::string& name, const std::string& unit,
                 const std::vector<double>& values, const std::string& reason);
  /// @param reason       why there is no value at all
  /// @param has_zero     false for angles against an arbitrary zero, of which no ratios can be
  /// taken
  /// @param side_reason  why a side has no value although the other one has; no_side_reason() if
  ///                     it is empty
  void add_sided(const std::string& name, const std::string& unit, const SideValues& values,
                 const std::string& reason, bool has_zero = true,
                 const SideReason& side_reason = {});

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
  /// Why no step ends with a side's foot although steps end with the other one.
  std::string no_side_step_reason(Side side) const;
  /// Why a side has no value read off an angle although the other one has.
  std::string no_side_angle_reason(Side side, const std::string& motion) const;
  /// Why an angle has no value on either side; empty if it has one.
  std::string no_angle_reason(const std::string& motion) const;
  const AngleColumn* angle_of(Side side, const std::string& motion) const;
  /// Why the walk is not seen from the side; empty if it is anywhere.
  std::string no_side_view_reason() const;
  /// Why there is no length along the way; `otherwise` if whole strides are seen from the side.
  std::string no_lengths_reason(const std::string& otherwise) const;
  /// Why a length has no metres.
  /// @param in_heights  whether it has body heights; `no_heights` says why if it has not
  static std::string no_metres_reason(bool in_heights, const std::string& no_heights);
  /// Whether two initial contacts that follow each other are a step.
  static bool is_step(const GaitEvent& before, const GaitEvent& contact);
  /// Whether a landmark of either side is ever known in a walk.
  bool seen_in_walks(BodyLandmark left, BodyLandmark right) const;
  /// Speeds one by one, and the way by the time over all of them.
  struct Speeds {
    std::vector<double> values;
    std::optional<double> over_time;
  };
  Speeds speeds(bool in_metres) const;
  std::optional<double> pass_speed_heights_s(std::size_t p) const;
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
