#pragma once

#include <filesystem>

#include "securepose/media/ffmpeg_handles.h"

namespace securepose::media {

/// Limits of what is opened at all: an upright 8K video has 33 million pixels.
inline constexpr int kMaxSide_px = 16384;
inline constexpr std::int64_t kMaxPixels = std::int64_t{1} << 28;

/// Opens a file as one of the known video containers and examines its streams. The format is
/// recognised by content; playlists, devices and anything that names other files or addresses is
/// refused, and no protocol but plain files is allowed. If a video's edit list changes its speed,
/// all edit lists are passed over: what is stored comes once and at the speed at which it is
/// stored.
/// @throws base::Error(kInput) with one sentence that says what to do.
Handle<AVFormatContext> open_container(const std::filesystem::path& file);

/// True for cover art and thumbnails, which FFmpeg presents as video streams.
bool is_still_attachment(const AVStream& stream);

/// True if a stream's content is encrypted (common encryption in MP4 and Matroska, FairPlay).
bool is_encrypted(const AVStream& stream);

}  // namespace securepose::media
