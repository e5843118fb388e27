#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "securepose/media/picture_shape.h"

namespace securepose::media {

/// How long the pictures of a video that change their size or shape are shown in each.
struct ShapeSurvey {
  PictureShape longest;                  ///< the shape shown longest; of several, the first
  std::vector<double> part_durations_s;  ///< of the parts that PartCounter counts
};

/// Looks through a whole video for changes of size and shape: reads its headers, and only if one
/// announces something else than the one before decodes all of it.
/// @returns nothing if all pictures are alike, as far as their headers tell
/// @throws base::Error(kInput) if the file is not a readable video
std::optional<ShapeSurvey> survey_shapes(const std::filesystem::path& file);

}  // namespace securepose::media
