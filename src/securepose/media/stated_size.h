#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace securepose::media {

/// How long a file says that it is, in bytes: the sum of the outermost boxes of MP4 and QuickTime,
/// the RIFF size of AVI, the segment size of Matroska and WebM, the file size in the header of WMV.
/// A file shorter than that was cut off. Nothing where the container doesn't say or says
/// "unknown", as recordings do that were never closed.
std::optional<std::uint64_t> stated_size_bytes(const std::filesystem::path& file);

}  // namespace securepose::media
