#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace securepose::testing {

/// A folder of its own for one test, removed with all it holds.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

using Arguments = std::vector<std::string>;

/// Runs the `ffmpeg` command line tool, which overwrites and asks nothing.
/// @throws std::runtime_error with its messages if it fails
void run_ffmpeg(const Arguments& arguments);

/// Runs `ffprobe` and returns what it prints, one line an element, without empty lines.
std::vector<std::string> run_ffprobe(const Arguments& arguments);

/// True if this ffmpeg can encode with the named encoder.
bool has_encoder(const std::string& name);

/// What a made clip shows and how long.
struct ClipContent {
  int width_px = 96;
  int height_px = 64;
  int fps = 25;
  int frames = 30;
  /// A libavfilter source, or empty for a moving test picture ("testsrc2").
  std::string source;
  bool sound = false;  ///< a sine of 440 Hz, as long as the picture
};

/// Makes `file` with ffmpeg: the content first, then `output`, for instance
/// {"-c:v", "libx264", "-bf", "2"}. The container follows from the file's extension.
void make_clip(const std::filesystem::path& file, const ClipContent& content,
               const Arguments& output);

/// A libavfilter source with a coloured corner each: red above left, green above right, blue below
/// left, white below right, on black. Corners are a quarter of each side.
std::string coloured_corners(int width_px, int height_px, int fps);

/// Presentation times of a file's video as ffprobe shows them, in seconds with six decimals.
std::vector<std::string> frame_times(const std::filesystem::path& file);

/// Overwrites the display matrix of the first track of an MP4 or QuickTime file (nine numbers as in
/// its `tkhd` box).
void patch_display_matrix(const std::filesystem::path& file,
                          const std::array<std::int32_t, 9>& matrix);

/// Whole content of a file.
std::string read_bytes(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

}  // namespace securepose::testing
