#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "securepose/kinematics/landmark_series.h"

namespace securepose::formats {

struct OpenPoseReadOptions {
  double fps = 0;  ///< above 0 to 1000; the format has no times
  std::optional<int> width_px = std::nullopt;
  std::optional<int> height_px = std::nullopt;
};

/// Reads a folder of OpenPose JSON files, one per frame, in the order of the last number in their
/// names; a number that is left out is a frame without a person. The keypoint set follows from the
/// number of points (25: BODY_25, 26: HALPE_26, 17: COCO-17, 33: BlazePose); (0, 0, 0) is missing.
/// People are joined over time by nearness. The first number is frame 0, at time 0.
/// @return at least one person, the one who is seen longest and largest first; every series has
/// one sample for each frame
/// @throws base::Error(kInput) that names the file, for a missing or empty folder, broken JSON, a
/// number of points that is no known set, or sets that change from file to file;
/// base::Error(kUsage) for a rate out of range.
std::vector<kinematics::LandmarkSeries> read_openpose_folder(const std::filesystem::path& folder,
                                                             const OpenPoseReadOptions& options);

}  // namespace securepose::formats
