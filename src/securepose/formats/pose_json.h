#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace securepose::formats {

/// A person's points in the order of the file: x, y, confidence. NaN in x where a point is missing.
using RawPose = std::vector<std::array<double, 3>>;

struct RawPoseFrame {
  /// As the document numbers its frames; nothing if the document is one frame without a number.
  std::optional<std::int64_t> number;
  std::vector<RawPose> people;
};

/// What one JSON document of a pose estimator holds.
struct RawPoses {
  std::vector<RawPoseFrame> frames;
  std::size_t people_in_space_only = 0;  ///< with 3-D points, but none in the picture
  bool without_confidence = false;       ///< some points came without one and were given 1
  /// How many people the document lists without saying of which frames; all are in one frame.
  std::size_t people_without_frame = 0;
  /// Size of the pictures if the document says it.
  std::optional<int> width_px;
  std::optional<int> height_px;
};

/// Reads a document of OpenPose (any version), AlphaPose (its own form, `cmu` and `open`), MMPose
/// and RTMPose, OpenPifPaf, COCO (results and annotations), YOLO, or lists of MediaPipe's
/// landmarks. People without anything (`{}`, `[]`, `null`) are left out.
/// @throws base::Error(kInput) that names the file, if it is no JSON or none of these.
RawPoses read_pose_json(const std::filesystem::path& file);

/// What to do with a folder that holds no JSON but files of these kinds (".csv"); nothing if none
/// of them is known to hold poses.
std::optional<std::string> hint_for_other_poses(const std::set<std::string>& extensions);

/// The last run of digits in a name, as in "walk_000000000012_keypoints".
std::optional<std::int64_t> last_number_in(const std::string& name);

/// For a file that can't be used. @param what  without a full stop
[[noreturn]] void refuse_pose_file(const std::filesystem::path& file, const std::string& what);

}  // namespace securepose::formats
