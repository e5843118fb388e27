#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace securepose::media {

/// Reads single places of a file.
class FileBytes {
 public:
  explicit FileBytes(const std::filesystem::path& file);

  std::uint64_t size() const { return size_; }  ///< 0 if the file can't be read

  /// Up to `count` bytes from `at`; fewer at the file's end.
  std::string read(std::uint64_t at, std::size_t count);

 private:
  std::ifstream in_;
  std::uint64_t size_ = 0;
};

/// The number that up to eight bytes spell, the most significant first.
std::uint64_t big_endian(std::string_view bytes);

}  // namespace securepose::media
