#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "securepose/media/video_reader.h"

namespace securepose::result {

/// An input that can be read, and what tells it from others without naming it.
struct SourceVideo {
  std::filesystem::path file;
  std::string sha256;
  std::uintmax_t bytes = 0;
  std::filesystem::file_time_type modified;
  /// Clockwise turn that the user asked for; `info` and all pictures are those after it.
  int turn_deg = 0;
  media::VideoInfo info;

  /// Pseudonymous id, for instance "video-1a2b3c4d5e": the first ten digits of the SHA-256.
  std::string id() const;

  /// @throws base::Error(kInput) if the file has been written to since it was opened.
  void throw_if_changed() const;
};

/// Opens the video, so that an unusable one is refused at once, and hashes it.
/// @throws base::Error(kInput) as media::VideoReader does.
SourceVideo open_source_video(const std::filesystem::path& file, int turn_deg = 0);

}  // namespace securepose::result
