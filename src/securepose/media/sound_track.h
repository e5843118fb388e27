#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "securepose/media/mp4_index.h"
#include "securepose/media/video_writer.h"

namespace securepose::media {

/// Sound ready for an MP4 file: its track without places, and the coded blocks.
struct SoundTrack {
  Mp4Track track;
  std::vector<std::string> blocks;  ///< one for each of `track.samples`
};

/// Decodes the sound of a video, makes it gapless, disguises it if asked to, and codes it anew as
/// AAC (mono or stereo), so that nothing but the sound itself passes. It starts when the source's
/// sound starts on the source's clock; what lies before time 0 is cut.
///
/// The disguise lowers pitch and formants together by a quarter (resampling, then stretching back
/// in time). Whoever knows the factor can undo it: it protects from being recognised by ear only.
/// @returns nothing if the source has no sound
/// @throws base::Error(kInput) if its sound can't be decoded
std::optional<SoundTrack> recode_sound(const std::filesystem::path& source, AudioMode mode);

}  // namespace securepose::media
