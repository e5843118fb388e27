#pragma once

#include <optional>
#include <string>
#include <vector>

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/task.h"

namespace securepose::kinematics {

/// One quantity over time, or a point with two.
struct RhythmSignal {
  std::string name;
  std::string unit;
  std::vector<std::vector<std::optional<double>>> components;  ///< one entry for each sample each
};

/// Power spectrum by Welch's method (1967): stretches of four seconds, half overlapping, their
/// straight trend removed, Hann window; on an even grid at the recording's rate (gaps of up to
/// 0.15 s are bridged by a line). The components' powers are added, so a point's direction does not
/// matter. Amplitude from the power within 0.5 Hz of the peak. Nothing if no stretch of two seconds
/// was seen, or the band lies above what the rate can show.
std::optional<Rhythm> rhythm_of(const RhythmSignal& signal, const std::vector<double>& time_s,
                                const TaskRequest& request);

/// Rhythms of the landmarks at the ends of limbs and head against the middle of the hips, in body
/// heights, and of all angles that have values; or of the signal asked for alone.
/// @param unsmoothed  tracks before the filter, whose cut-off would take tremor away
/// @throws base::Error(kUsage) if the signal is neither a landmark nor an angle.
std::vector<Rhythm> rhythms(const LandmarkTracks& unsmoothed, const AngleTable& angles,
                            double height_px, const TaskRequest& request);

/// Why there is no rhythm; a sentence. Arguments and errors as of rhythms().
std::string no_rhythm_reason(const LandmarkTracks& unsmoothed, const AngleTable& angles,
                             const TaskRequest& request);

}  // namespace securepose::kinematics
