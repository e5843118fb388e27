#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace securepose::media {

/// A file in the making: it lies beside its final place under a temporary name with owner-only
/// rights, and gets its name when it is complete. Given up before that, it is removed.
class PartialFile {
 public:
  /// @throws base::Error(kEnvironment) here and below if it can't be written or the disk is full.
  explicit PartialFile(const std::filesystem::path& file);
  ~PartialFile();
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  void write(std::string_view bytes);
  void publish();

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path file_;
  std::filesystem::path partial_;
  std::ofstream out_;
  bool published_ = false;
};

}  // namespace securepose::media
