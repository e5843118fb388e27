#include "securepose/result/source_video.h"

#include <system_error>

#include "securepose/base/error.h"
#include "securepose/base/sha256.h"

namespace securepose::result {

std::string SourceVideo::id() const { return "video-" + sha256.substr(0, 10); }

void SourceVideo::throw_if_changed() const {
  std::error_code error;
  const bool same = std::filesystem::file_size(file, error) == bytes && !error &&
                    std::filesystem::last_write_time(file, error) == modified && !error;
  if (!same)
    throw base::Error::about_file(base::ErrorKind::kInput, file,
                                  "the video was changed while it was being read",
                                  "Wait until nothing writes to it, and run again.");
}

SourceVideo open_source_video(const std::filesystem::path& file, int turn_deg) {
  SourceVideo source;
  source.file = file;
  source.turn_deg = turn_deg;
  source.info = media::VideoReader(file, turn_deg).info();
  source.bytes = std::filesystem::file_size(file);
  source.modified = std::filesystem::last_write_time(file);
  source.sha256 = base::sha256_hex_of_file(file);
  return source;
}

}  // namespace securepose::result
