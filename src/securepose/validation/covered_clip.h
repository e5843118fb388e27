#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/geometry/box.h"
#include "securepose/geometry/ellipse.h"
#include "securepose/validation/drawn_faces.h"

namespace securepose::validation {

/// A place that is covered in one frame.
using CoveredShape = std::variant<geometry::Ellipse, geometry::Box>;

/// Frames in which the program said that it was not sure.
struct DoubtfulFrames {
  base::FrameIndex first_frame = 0;
  base::FrameIndex last_frame = 0;  ///< inclusive
};

/// What a result says it covered.
struct CoveredClip {
  std::filesystem::path folder;                   ///< as the user named it, for messages
  std::string id;                                 ///< pseudonymous; empty if no run.json is there
  std::string source_sha256;                      ///< empty if no run.json is there
  std::optional<PictureSize> size;                ///< upright
  std::vector<std::vector<CoveredShape>> frames;  ///< by frame
  std::vector<DoubtfulFrames> doubtful;
  std::optional<std::filesystem::path> video;  ///< the covered video, if it is there

  bool is_doubtful(base::FrameIndex frame) const;
};

/// Reads a result of `run`: a folder with regions.json and, if they are there, run.json and
/// deidentified.mp4; or a regions.json alone, of any program. A region is an `ellipse`
/// (`cx_px`, `cy_px`, `rx_px`, `ry_px`, `angle_deg`) or a `box_px` (left, top, right, bottom). The
/// picture's size is taken from `width_px` and `height_px` in regions.json, else from run.json,
/// else from the video.
/// @throws base::Error(kInput) that names the file and what is wrong with it
CoveredClip read_covered_clip(const std::filesystem::path& result);

/// The results that the user means: a folder without regions.json stands for the folders in it that
/// have one.
/// @throws base::Error(kInput) if there is none
std::vector<std::filesystem::path> find_results(const std::vector<std::string>& names);

}  // namespace securepose::validation
