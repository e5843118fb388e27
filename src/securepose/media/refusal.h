#pragma once

#include <filesystem>
#include <string>

#include "securepose/base/error.h"

namespace securepose::media {

/// What the user can do about a file that can't be used.
inline constexpr const char* kGiveVideo =
    "Give a video file, for instance an MP4, MOV, MKV or AVI.";
inline constexpr const char* kCopyAgain =
    "Copy it from the camera again, or mend it with the camera maker's program.";
inline constexpr const char* kConvert = "Convert it to H.264 in an MP4 and give that file.";

/// @throws base::Error(kInput) always
[[noreturn]] inline void refuse(const std::filesystem::path& file, const std::string& what,
                                const std::string& hint) {
  throw base::Error::about_file(base::ErrorKind::kInput, file, what, hint);
}

}  // namespace securepose::media
