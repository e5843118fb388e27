#pragma once

#include <filesystem>
#include <string_view>

namespace securepose::base {

/// Writes `content` under a temporary name beside `file` with owner-only rights, makes it durable,
/// and renames it, so that `file` is either the old one or complete.
/// @throws Error(kEnvironment) if the folder can't be written or the disk is full.
void write_file_atomically(const std::filesystem::path& file, std::string_view content);

/// The temporary name beside `file` under which half-written content may lie.
std::filesystem::path partial_name(const std::filesystem::path& file);

/// Makes a complete temporary file durable and gives it its final name.
/// @throws Error(kEnvironment) if either fails; the temporary file is then left in place.
void publish_file(const std::filesystem::path& partial, const std::filesystem::path& file);

}  // namespace securepose::base
