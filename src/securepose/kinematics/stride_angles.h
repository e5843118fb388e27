#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/gait_parameters.h"

namespace securepose::kinematics {

/// What gait laboratories read off a joint's curve in each stride (Benedetti et al. 1998, Clin.
/// Biomech. 13:204-215; phases and rockers: Perry & Burnfield, Gait Analysis, 2nd ed. 2010). Each
/// has its window of the stride, from initial contact (0 %) to the next of the same foot (100 %).
enum class AngleReading {
  kHipAtContact,       ///< at 0 %
  kHipLeast,           ///< greatest extension: least of the whole stride
  kHipSwingPeak,       ///< greatest from final contact on
  kHipRange,           ///< greatest less least of the whole stride
  kKneeAtContact,      ///< at 0 %
  kKneeLoadingPeak,    ///< loading response: greatest up to 25 %, at most to final contact
  kKneeStanceLeast,    ///< greatest extension: least from the loading peak to final contact
  kKneeSwingPeak,      ///< greatest from final contact on
  kKneeRange,          ///< as of the hip
  kAnkleAtContact,     ///< at 0 %
  kAnkleFirstRocker,   ///< sole comes down: least (plantarflexion) up to 20 %
  kAnkleSecondRocker,  ///< shank over foot: greatest from there to final contact
  kAnkleThirdRocker,   ///< push-off: least from there to the middle of swing
  kAnkleSwingPeak,     ///< greatest from final contact on
  kAnkleRange,         ///< as of the hip
};

struct AngleReadingInfo {
  AngleReading reading;
  std::string_view motion;  ///< "knee_flexion", without side and unit
  std::string_view what;    ///< "loading_peak"; the parameter is "<motion>_<what>_deg"
};

/// All readings in the order of the enumeration, which is that of Stride::angles_deg.
const std::vector<AngleReadingInfo>& angle_readings();

/// The readings of a stride's own hip, knee and ankle, in the order of angle_readings(). Peaks are
/// read from the samples inside the stride; one is missing if more than 10 % of its window was not
/// seen, or if the final contact that bounds it is not known.
std::vector<std::optional<double>> stride_angles(const AngleTable& angles, const Stride& stride);

}  // namespace securepose::kinematics
