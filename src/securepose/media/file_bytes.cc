#include "securepose/media/file_bytes.h"

#include <algorithm>
#include <system_error>

namespace securepose::media {

FileBytes::FileBytes(const std::filesystem::path& file) : in_(file, std::ios::binary) {
  std::error_code error;
  size_ = std::filesystem::file_size(file, error);
  if (error) size_ = 0;
}

std::string FileBytes::read(std::uint64_t at, std::size_t count) {
  std::string bytes(count, '\0');
  in_.clear();
  in_.seekg(static_cast<std::streamoff>(at));
  in_.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in_.gcount(), 0)));
  return bytes;
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

}  // namespace securepose::media
