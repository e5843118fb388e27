#pragma once

#include <filesystem>

namespace securepose::media {

/// Looks at a file before any demuxer does: it must be there, be an ordinary readable file with
/// content, and not be a locked or packed container such as a ZIP archive.
/// @throws base::Error(kInput) with one sentence that says what to do.
void check_input_file(const std::filesystem::path& file);

}  // namespace securepose::media
