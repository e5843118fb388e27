#pragma once

#include <filesystem>
#include <vector>

#include "securepose/kinematics/movement_clock.h"
#include "securepose/kinematics/movement_options.h"

namespace securepose::formats {

/// Reads contacts from a CSV file with the columns time_s, side (left, right) and event
/// (initial_contact, final_contact; heel_strike and toe_off are understood), for instance a
/// corrected events.csv. A column certainty is taken if it is there; others are left alone.
/// @param clock  of the recording, if the movement's own times are wanted: time_s is turned into
/// them if the table has movement_time_s, too, as this program's have. Others' tables have no times
/// of a video; theirs are left as they are.
/// @throws base::Error(kInput) that names file and row.
std::vector<kinematics::GivenEvent> read_events_csv(const std::filesystem::path& file,
                                                    const kinematics::MovementClock& clock = {});

/// Reads a reference group's curves: columns angle ("knee_flexion"), percent (0 to 100, at least
/// two for each angle), mean_deg, sd_deg. Between its percents a curve is straight; it must begin
/// at 0 and end at 100.
/// @throws base::Error(kInput) that names file and row.
std::vector<kinematics::NormalBand> read_normal_bands(const std::filesystem::path& file);

}  // namespace securepose::formats
