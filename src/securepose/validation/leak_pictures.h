#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/validation/figures.h"

namespace securepose::validation {

/// What became of the pictures of leaks.
struct LeakPictures {
  std::vector<std::string> files;  ///< names in the folder
  std::vector<std::string> notes;  ///< sentences: results without a covered video
};

/// Writes one PNG a leak: the face and its surroundings as the covered video shows them, with the
/// drawn box (white on black) and nothing of the original. What is open in the video is open in
/// the picture, so it is written with owner-only rights, and only where somebody asked for it.
/// @param pairs  as given to validate(), in the same order
/// @throws base::Error for a covered video that can't be read or ends before a leak's frame, and
/// for a folder that can't be written
LeakPictures write_leak_pictures(const Validation& validation, const std::vector<ClipPair>& pairs,
                                 const std::filesystem::path& folder,
                                 const base::Cancellation& cancellation);

}  // namespace securepose::validation
