#include "securepose/pipeline/input_videos.h"

#include <glob.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>
#include <system_error>

#include "securepose/base/error.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 22> kVideoEndings = {
    ".mp4", ".mov", ".m4v",  ".mkv", ".avi", ".webm", ".mpg", ".mpeg", ".wmv", ".asf",   ".3gp",
    ".3g2", ".mts", ".m2ts", ".ts",  ".vob", ".dv",   ".ogv", ".flv",  ".mxf", ".mjpeg", ".mjpg"};

bool has_video_ending(const fs::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(kVideoEndings.begin(), kVideoEndings.end(), ending) != kVideoEndings.end();
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

bool is_own_result(const fs::path& file) {
  return file.filename() == "deidentified.mp4" && fs::exists(file.parent_path() / "run.json");
}

std::vector<fs::path> videos_below(const fs::path& folder, const fs::path& out) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::error_code ignored;
    if (at->is_directory(ignored)) {
      if (is_hidden(at->path()) || fs::equivalent(at->path(), out, ignored))
        at.disable_recursion_pending();
    } else if (!is_hidden(at->path()) && at->is_regular_file(ignored) &&
               has_video_ending(at->path()) && !is_own_result(at->path())) {
      found.push_back(at->path());
    }
  }
  if (error)
    throw base::Error::about_file(base::ErrorKind::kInput, folder,
                                  "the folder can't be read (" + error.message() + ")", "");
  if (found.empty())
    throw base::Error::about_file(base::ErrorKind::kInput, folder, "the folder holds no video",
                                  "Name a video, or a folder with videos in it.");
  std::sort(found.begin(), found.end());
  return found;
}

bool is_pattern(const std::string& name) { return name.find_first_of("*?[") != std::string::npos; }

std::vector<fs::path> matches_of(const std::string& pattern) {
  std::vector<fs::path> found;
  glob_t result{};
  if (::glob(pattern.c_str(), 0, nullptr, &result) == 0) {
    for (std::size_t i = 0; i < result.gl_pathc; ++i) found.emplace_back(result.gl_pathv[i]);
  }
  ::globfree(&result);
  return found;
}

}  // namespace

InputVideos find_input_videos(const std::vector<std::string>& names, const fs::path& out) {
  InputVideos input;
  std::set<fs::path> seen;
  const auto take = [&](const fs::path& file) {
    std::error_code ignored;
    fs::path real = fs::weakly_canonical(file, ignored);
    if (seen.insert(real.empty() ? file : real).second) input.files.push_back(file);
  };
  const auto take_any = [&](const fs::path& path) {
    if (fs::is_directory(path)) {
      for (const fs::path& file : videos_below(path, out)) take(file);
    } else {
      take(path);
    }
  };
  for (const std::string& name : names) {
    if (fs::exists(name)) {
      take_any(name);
      continue;
    }
    if (!is_pattern(name)) {
      take(name);  // fails by itself when it is opened, and stops no other
      continue;
    }
    const auto matches = matches_of(name);
    if (matches.empty())
      throw base::Error::about_file(base::ErrorKind::kInput, name, "no file fits this pattern",
                                    "Check its folder and its stars.");
    for (const fs::path& match : matches) take_any(match);
  }
  input.single = names.size() == 1 && !fs::is_directory(names[0]) &&
                 (fs::exists(names[0]) || !is_pattern(names[0]));
  return input;
}

}  // namespace securepose::pipeline
