#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "securepose/base/timestamp.h"

namespace securepose::kinematics {

/// What a clinic's recording shows, and what is therefore measured beside angles and gait.
enum class Task { kGait, kSitToStand, kBalance, kRhythm, kRangeOfMotion };
std::string_view name_of(Task task);  ///< "gait", "sit-to-stand", "balance", "rhythm", "rom"

struct TaskRequest {
  Task task = Task::kGait;
  /// Rhythm and range of motion: only this landmark or angle ("right_wrist",
  /// "right_knee_flexion_deg"); empty: all.
  std::string signal;
  /// Rhythm: where the dominant frequency is looked for. 0.5 Hz is the slowest that four seconds
  /// tell from a drift; tremor lies between 3 and 12 Hz (Bhatia et al. 2018, Mov. Disord. 33:75).
  double lowest_hz = 0.5;
  double highest_hz = 15;
};

/// One time of getting up.
struct Rise {
  base::Timestamp start;  ///< the hips leave the seat
  base::Timestamp end;    ///< upright
  double duration_s() const { return (end - start).seconds(); }
};

/// How high the hips are at one time: 0 seated, 1 upright.
struct HipHeight {
  base::Timestamp time;
  double share = 0;
};

/// Sitting down and getting up again and again; see sit_to_stand.h.
struct SitToStand {
  std::vector<Rise> rises;
  std::optional<double> mean_rise_s;
  /// From the first start to the end of the fifth rise, if there are five (Whitney et al. 2005,
  /// Phys. Ther. 85:1034).
  std::optional<double> five_times_s;
  std::string missing_reason;
  std::vector<HipHeight> heights = {};  ///< where hips and ankles were seen
};

/// Where a point is against its mean place, in body heights.
struct SwayPlace {
  double sideways_heights = 0;  ///< to the right of the picture
  double upwards_heights = 0;
};

/// How a point of a standing person moves about; see balance.h. Lengths in metres where a scale is
/// known, and in body heights.
struct Sway {
  std::string point;  ///< "mid_hip", "head"
  double duration_s = 0;
  double path_heights = 0;
  double speed_heights_s = 0;          ///< path / duration
  double area_heights2 = 0;            ///< of the ellipse that holds 95 % of the places
  double sideways_heights = 0;         ///< standard deviation along the picture's width
  double upwards_heights = 0;          ///< standard deviation along its height
  double covariance_heights2 = 0;      ///< of sideways and upwards
  std::vector<SwayPlace> places = {};  ///< in the order of time
  std::optional<double> body_height_m = std::nullopt;  ///< turns the above into metres
};

/// One signal's repetitive movement; see rhythm.h.
struct Rhythm {
  std::string signal;
  std::string unit;             ///< "deg" or "body heights"
  double frequency_hz = 0;      ///< of the highest peak
  double amplitude = 0;         ///< half of peak to peak of the sine at that frequency
  double band_power = 0;        ///< in the whole band asked for, unit squared
  double peak_power_share = 0;  ///< within 0.5 Hz of the peak, of the band: 1 is a pure rhythm
  double seen_s = 0;
  double step_hz = 0;              ///< between two values of the spectrum
  std::vector<double> power = {};  ///< unit squared per hertz, at 0, step_hz, 2 step_hz, ...
};

/// Range of one angle over the recording.
struct RangeOfMotion {
  std::string angle;  ///< column of angles.csv
  double least_deg = 0;
  double most_deg = 0;
  base::Timestamp at_least = {};
  base::Timestamp at_most = {};
  double robust_range_deg = 0;  ///< between the 2.5th and 97.5th percentile
  std::size_t samples = 0;
  double range_deg() const { return most_deg - least_deg; }
};

/// What the task asked for; only its own part is filled.
struct TaskResult {
  Task task = Task::kGait;
  std::optional<SitToStand> sit_to_stand;
  std::vector<Sway> sways;
  std::vector<Rhythm> rhythms;
  std::vector<RangeOfMotion> ranges;
  std::string missing_reason;  ///< a sentence if nothing could be measured
};

}  // namespace securepose::kinematics
