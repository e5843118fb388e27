#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace securepose::base {

/// Lower-case hexadecimal SHA-256 of bytes in memory.
std::string sha256_hex(std::string_view bytes);

/// Lower-case hexadecimal SHA-256 of a file's content, read in pieces.
/// @throws Error(kInput) if the file can't be read.
std::string sha256_hex_of_file(const std::filesystem::path& file);

}  // namespace securepose::base
