#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace securepose::media {

/// Lists whatever a file carries besides one plain video: sound, subtitles, data, attachments,
/// cover pictures, further videos, chapters, tags of the file, its programmes and streams (their
/// names, never their values), rotation and other side information, comments inside the coded
/// pictures (SEI), and, in MP4, boxes and bytes that no player needs. What MP4 itself requires is
/// not listed: brands, an undetermined language, empty names.
/// A de-identified video without sound gives an empty list.
/// @throws base::Error(kInput) if the file can't be opened as a video
std::vector<std::string> carried_besides_video(const std::filesystem::path& file);

}  // namespace securepose::media
