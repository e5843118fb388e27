#pragma once

#include <filesystem>
#include <optional>

#include "securepose/formats/pose_recording.h"

namespace securepose::formats {

struct PoseReadOptions {
  double fps = 0;  ///< above 0 to 1000; the formats have no times
  std::optional<int> width_px = std::nullopt;
  std::optional<int> height_px = std::nullopt;
};

/// Reads what a pose estimator left of one recording: a folder with one JSON file for each frame,
/// in the order of the last number in their names, or one file (alone in a folder, or named
/// itself) with all frames. See read_pose_json() for the forms. A number that is left out is a
/// frame without a person; the first is frame 0, at time 0. Hidden files are left alone. The set of
/// points follows from their number and, where two sets have as many, from which of both makes a
/// body of them. Points at the picture's border are taken out.
/// @return with at least one frame in which somebody is seen
/// @throws base::Error(kInput) that names the file: a missing or empty folder, broken JSON, files
/// of several recordings, points that are no known set, sets that change from file to file, points
/// in space only, shares of a picture whose size is not given; base::Error(kUsage) for a rate out
/// of range, half of a size, or a size that the points do not fit.
PoseRecording read_pose_files(const std::filesystem::path& path, const PoseReadOptions& options);

}  // namespace securepose::formats
