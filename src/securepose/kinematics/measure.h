#pragma once

#include <optional>
#include <string>
#include <vector>

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/gait_cycle.h"
#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/gait_parameters.h"
#include "securepose/kinematics/gait_profile.h"
#include "securepose/kinematics/landmark_series.h"
#include "securepose/kinematics/movement_options.h"
#include "securepose/kinematics/task.h"
#include "securepose/kinematics/walking_pass.h"

namespace securepose::kinematics {

/// How the series was smoothed, for the record.
struct FilterFacts {
  Smoother smoother = Smoother::kButterworth;
  int order = 4;                 ///< of both passes together
  double true_cutoff_hz = 0;     ///< -3 dB of both passes together
  double nominal_cutoff_hz = 0;  ///< -3 dB of one pass; what other programs print
  double sample_rate_hz = 0;     ///< of the even grid on which the filter ran
  bool resampled = false;        ///< the presentation times were not even
};

struct ScaleFacts {
  std::optional<double> m_per_px;  ///< at the patient's distance from the camera
  std::string source;              ///< "height", "factor", "reference", "belt", "none"
  std::optional<double> body_height_px;
  /// Clockwise slope of the floor in the picture; subtracted from angles against the vertical.
  double floor_slope_deg = 0;
};

/// Counts of what was found and done; nothing is hidden from the user.
struct MovementSummary {
  std::size_t samples = 0;
  std::size_t samples_with_person = 0;
  double duration_s = 0;
  double median_rate_hz = 0;  ///< samples a second of the movement's own time
  bool variable_rate = false;
  std::size_t outliers = 0;         ///< points replaced
  std::size_t swapped_samples = 0;  ///< samples whose legs or arms were mended
  std::size_t interpolated_points = 0;
  double longest_filled_gap_s = 0;  ///< gaps up to this were filled
  std::size_t long_gaps = 0;        ///< gaps of hip, knee, ankle, heel or toe that stay open
  double compute_time_s = 0;        ///< not written to data files
};

/// Which line the hip angle of the columns <side>_hip_flexion_deg is measured against.
enum class HipReference { kVertical, kTrunk };

/// Times are the movement's own; `clean.clock` tells the presentation times.
struct MovementResult {
  /// Outliers, swaps and short gaps mended, smoothed; neck and mid-hip filled. With the
  /// presentation times of the series that was given.
  LandmarkSeries clean;
  AngleTable angles;
  HipReference hip_reference = HipReference::kVertical;
  std::vector<WalkingPass> passes;
  std::vector<Turn> turns;
  std::vector<GaitEvent> events;  ///< in the order of time
  GaitParameters gait;
  FilterFacts filter;
  ScaleFacts scale;
  std::vector<CycleCurve> cycles;           ///< mean curves over the strides
  std::vector<NormalBand> normal_bands;     ///< as they were given
  std::optional<GaitProfile> gait_profile;  ///< with normal bands only
  TaskResult task;
  bool events_given = false;  ///< by a person, not found by the program
  MovementSummary summary;
  std::vector<std::string> notes;  ///< each a sentence for the user
};

/// Measures one person's movement. Deterministic; never throws for what the data lack: that is
/// missing in the result, with its reason.
/// @throws base::Error(kUsage) if an option is out of range, base::Error(kInput) if times do not
/// strictly increase.
MovementResult measure(const LandmarkSeries& series, const MovementOptions& options);

}  // namespace securepose::kinematics
