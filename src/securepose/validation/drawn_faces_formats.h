#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "securepose/validation/drawn_faces.h"

namespace securepose::validation {

// The formats that read_drawn_faces() knows, one file each. All take the file's name for their
// errors, throw base::Error(kInput), and count frames from 0.

std::vector<DrawnClip> plain_faces(const std::filesystem::path& file, const nlohmann::json& json,
                                   const DrawnFacesOptions& options);
std::vector<DrawnClip> coco_faces(const std::filesystem::path& file, const nlohmann::json& json,
                                  const DrawnFacesOptions& options);
std::vector<DrawnClip> cvat_faces(const std::filesystem::path& file, const std::string& xml,
                                  const DrawnFacesOptions& options);

/// Puts a face into its frame.
/// @throws base::Error(kInput) for a box without area or with numbers that are not finite, and for
/// a frame before the first one
void add_face(const std::filesystem::path& file, DrawnClip& clip, base::FrameIndex frame,
              DrawnFace face);

/// A number of the file, counted from 0.
/// @throws base::Error(kInput) if it lies before the first frame or is absurdly large
base::FrameIndex frame_from_zero(const std::filesystem::path& file, std::int64_t number,
                                 const DrawnFacesOptions& options);

}  // namespace securepose::validation
