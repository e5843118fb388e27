#pragma once

#include <filesystem>
#include <string>

#include "securepose/kinematics/measure.h"

namespace securepose::formats {

/// The files of one person's movement as text. Columns and keys: docs/kinematics.md. Missing values
/// are empty cells in CSV and null in JSON; numbers have a point and no thousands separator; no
/// path, name or date is in any of them. time_s, start_s and the like are presentation times of the
/// video; movement_time_s and the like, and all durations, are the movement's own.
std::string angles_csv(const kinematics::MovementResult& result);
std::string events_csv(const kinematics::MovementResult& result);
std::string strides_csv(const kinematics::MovementResult& result);
std::string cycles_csv(const kinematics::MovementResult& result);
std::string gait_json(const kinematics::MovementResult& result);

/// Writes angles.csv, events.csv, strides.csv, cycles.csv and gait.json into `folder`, each
/// complete or not at all; makes the folder if it is not there.
/// @throws base::Error(kEnvironment) if that fails.
void write_movement_files(const kinematics::MovementResult& result,
                          const std::filesystem::path& folder);

}  // namespace securepose::formats
