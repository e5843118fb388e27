#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "securepose/base/timestamp.h"
#include "securepose/geometry/point.h"
#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/gait_profile.h"
#include "securepose/kinematics/task.h"

namespace securepose::kinematics {

/// Pixels become metres by the patient's height, by a fixed factor, by a known distance in the
/// picture (two ends, length), or not at all: then lengths are in body heights.
struct PatientHeight {
  double height_m = 0;
};
struct MetresPerPixel {
  double m_per_px = 0;
};
struct KnownDistance {
  geometry::Point from;
  geometry::Point to;
  double length_m = 0;
};
using ScaleSource = std::variant<std::monostate, PatientHeight, MetresPerPixel, KnownDistance>;

enum class Smoother {
  kButterworth,    ///< fourth order, zero phase, true cut-off (default)
  kSavitzkyGolay,  ///< cubic, window chosen for the same cut-off
  kGcvSpline,      ///< cubic smoothing spline that chooses its cut-off itself
  kKalman,         ///< Rauch-Tung-Striebel smoother, true cut-off
  kNone,
};

/// A contact that a person gave, for instance after correcting events.csv.
struct GivenEvent {
  Side side = Side::kLeft;
  GaitEventKind kind = GaitEventKind::kInitialContact;
  base::Timestamp time;  ///< presentation time
  double certainty = 1;  ///< 0 to 1
};

struct MovementOptions {
  ScaleSource scale;
  Smoother smoother = Smoother::kButterworth;
  /// True -3 dB cut-off of the zero-phase filter, 0.5 to 50 Hz. 6 Hz: Winter, Biomechanics and
  /// Motor Control of Human Movement, 4th ed. 2009, 3.4.4, and features of gait lie below it.
  double cutoff_hz = 6;
  /// Longest gap that is filled, 0 to 1 s. Stenum et al. 2021 fill up to 120 ms.
  double max_gap_s = 0.120;
  /// Points below this confidence count as not seen, 0 to 1. Default: 0.3 for confidences as
  /// Sports2D uses it, 0.05 for BlazePose, whose visibility is low for every hidden limb although
  /// its place is often good.
  std::optional<double> min_confidence;
  bool mend_swaps = true;
  /// The person walks on a treadmill: progression comes from the belt, not from the pelvis.
  bool treadmill = false;
  std::optional<double> belt_speed_m_s;  ///< 0 to 10; needs `treadmill`
  /// Adds the columns with _3d, see world_angles.h. Left out unless asked for: against a
  /// triangulation from three cameras knees were 7 to 29 and elbows 13 to 42 degrees off.
  bool estimate_3d = false;
  /// Take these contacts and look for none.
  std::optional<std::vector<GivenEvent>> events;
  /// A reference group's curves, for the gait profile score and the report.
  std::vector<NormalBand> normal_bands;
  /// What is measured on top of angles and gait.
  TaskRequest task;

  /// @throws base::Error(kUsage) that names option, value and limit.
  void validate() const;
};

}  // namespace securepose::kinematics
