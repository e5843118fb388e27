#pragma once

#include <filesystem>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/kinematics/landmark_series.h"

namespace securepose::formats {

/// One person's landmarks under the person's id, of the frames in which anything of the person is
/// known: what is kept of somebody does not grow with the length of the video.
struct PersonPoses {
  base::PersonId person;
  std::vector<kinematics::LandmarkSample> samples;
};

/// What poses.csv tells of a person.
PersonPoses poses_of(base::PersonId person, const kinematics::LandmarkSeries& series);

/// Writes poses.csv: one row per frame and person, ordered by frame, then person; no row for a
/// frame in which nothing of the person is known. Columns: frame, time_s, person, then for each of
/// BlazePose's 33 landmarks <name>_x_px, _y_px, _x_m, _y_m, _z_m, _visibility, _interpolated (0 or
/// 1; 1 as well for a replaced outlier); then movement_time_s, the movement's own time. Metres are
/// BlazePose's world estimate (origin between the hips, x right, y down, z away from the camera).
/// Missing = empty cell. The file appears complete or not at all.
/// @throws base::Error(kEnvironment) if it can't be written.
void write_poses_csv(const std::vector<PersonPoses>& people, const std::filesystem::path& file,
                     const kinematics::MovementClock& clock = {});

}  // namespace securepose::formats
