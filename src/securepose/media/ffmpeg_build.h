#pragma once

#include <string>
#include <vector>

namespace securepose::media {

/// What the FFmpeg libraries of this machine are and can do.
struct FfmpegBuild {
  std::string version;  ///< of libavcodec, "59.37.100"
  std::string licence;  ///< of this build; "GPL version 3 or later" binds who passes it on
  bool writes_h264 = false;
  /// Of the codecs that recordings come in, those that this build can't read, by FFmpeg's names.
  std::vector<std::string> missing_decoders;
};

FfmpegBuild ffmpeg_build();

}  // namespace securepose::media
