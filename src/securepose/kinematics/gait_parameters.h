#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/timestamp.h"
#include "securepose/kinematics/gait_event.h"

namespace securepose::kinematics {

/// Mean and spread of one quantity over steps or strides.
struct Statistic {
  double mean = 0;
  std::optional<double> standard_deviation = std::nullopt;  ///< of the sample, from two values on
  std::optional<double> coefficient_of_variation_pct = std::nullopt;  ///< standard deviation / mean
  std::size_t count = 0;
};

/// One row of the table of gait parameters. Definitions: docs/kinematics.md.
struct GaitParameter {
  std::string name;        ///< with its unit, for instance "stride_length_m", "stance_percent"
  std::string unit;        ///< "m", "s", "m/s", "steps/min", "%", "body heights"
  bool of_a_side = false;  ///< measured for each side; gait.json then has left and right
  std::optional<Statistic> both;  ///< of the person as a whole
  std::optional<Statistic> left;  ///< only for quantities that belong to a side
  std::optional<Statistic> right;
  std::optional<double> symmetry_pct;  ///< right / left * 100
  bool plausible = true;               ///< inside the limits of docs/kinematics.md; never deleted
  /// A sentence if there is no value, or none of one of the sides; else empty.
  std::string missing_reason;
};

/// One stride of one side: initial contact to the next initial contact of the same foot.
struct Stride {
  Side side = Side::kLeft;
  std::size_t pass = 0;
  base::Timestamp start;
  base::Timestamp end;
  std::optional<base::Timestamp> final_contact;
  std::optional<base::Timestamp> other_final_contact;
  std::optional<base::Timestamp> other_initial_contact;
  std::optional<double> length_m;
  std::optional<double> length_heights;  ///< in body heights
  std::optional<double> step_length_m;   ///< of the step that ends this stride
  std::optional<double> step_length_heights;
  std::optional<double> step_time_s;
  std::optional<double> speed_m_s;  ///< of the hips over the stride
  std::optional<double> speed_heights_s;
  std::optional<double> clearance_heights;  ///< of the toe in swing, see foot_clearance.h
  std::optional<double> clearance_m;
  /// In the order of angle_readings(), see stride_angles.h.
  std::vector<std::optional<double>> angles_deg;
  /// Both feet come down together (crutches, hopping): there is no step from one to the other.
  bool feet_together = false;
  double certainty = 0;  ///< the least of its events

  double duration_s() const { return (end - start).seconds(); }
};

struct GaitParameters {
  std::vector<GaitParameter> parameters;  ///< always the same rows in the same order
  std::vector<Stride> strides;

  /// The parameter of that name; null if there is none.
  const GaitParameter* find(const std::string& name) const;
};

}  // namespace securepose::kinematics
