#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace securepose::media {

/// What of a video's sound can't be kept, each a sentence for the user: tracks beside the one that
/// is kept, and which of them can't be decoded. Looks at the beginning only, so that it can be said
/// before any work is done.
/// @throws base::Error(kInput) if there is sound, but none that can be decoded
std::vector<std::string> sound_left_out(const std::filesystem::path& video);

}  // namespace securepose::media
