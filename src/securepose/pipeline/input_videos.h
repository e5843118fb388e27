#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace securepose::pipeline {

/// What the user named, found on disk.
struct InputVideos {
  std::vector<std::filesystem::path> files;
  /// Exactly one file was named, not a folder or a pattern: its result goes straight into the
  /// output folder.
  bool single = false;
};

/// Finds the videos that the user means. A name that exists is taken as it is, whatever its ending.
/// A folder stands for all files in it and below it whose ending is that of a video; hidden files,
/// `out` and results of this program are left out. A name with *, ? or [ that is no file is a
/// pattern. A name that is nothing of this is kept, so that it fails when it is opened.
/// The order is that of the names given, sorted within a folder or a pattern; a file that is met
/// twice is taken once.
/// @throws base::Error(kInput) for a pattern that matches nothing and for a folder without videos.
InputVideos find_input_videos(const std::vector<std::string>& names,
                              const std::filesystem::path& out);

}  // namespace securepose::pipeline
