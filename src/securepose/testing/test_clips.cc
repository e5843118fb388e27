#include "securepose/testing/test_clips.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace securepose::testing {
namespace {

std::string quoted(const std::string& argument) {
  std::string result = "'";
  for (const char c : argument) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

struct Outcome {
  int exit_code = 0;
  std::string output;
};

Outcome run(const std::string& program, const Arguments& arguments, bool with_messages) {
  std::string command = program;
  for (const std::string& argument : arguments) command += " " + quoted(argument);
  command += with_messages ? " 2>&1" : " 2>/dev/null";
  FILE* pipe = ::popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("could not start " + program);
  Outcome outcome;
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    outcome.output.append(buffer.data(), n);
  const int status = ::pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

}  // namespace

TempFolder::TempFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "securepose-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void run_ffmpeg(const Arguments& arguments) {
  Arguments all{"-v", "error", "-y", "-nostdin"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const Outcome outcome = run("ffmpeg", all, true);
  if (outcome.exit_code != 0) throw std::runtime_error("ffmpeg failed: " + outcome.output);
}

std::vector<std::string> run_ffprobe(const Arguments& arguments) {
  Arguments all{"-v", "quiet"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  std::istringstream text(run("ffprobe", all, false).output);
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

bool has_encoder(const std::string& name) {
  const Outcome outcome = run("ffmpeg", {"-hide_banner", "-h", "encoder=" + name}, true);
  return outcome.output.find("Encoder " + name) != std::string::npos;
}

void make_clip(const std::filesystem::path& file, const ClipContent& content,
               const Arguments& output) {
  const std::string source = content.source.empty()
                                 ? "testsrc2=size=" + std::to_string(content.width_px) + "x" +
                                       std::to_string(content.height_px) +
                                       ":rate=" + std::to_string(content.fps)
                                 : content.source;
  Arguments arguments{"-f", "lavfi", "-i", source};
  if (content.sound) {
    const double duration_s = static_cast<double>(content.frames) / content.fps;
    const Arguments sine{"-f", "lavfi", "-i",
                         "sine=frequency=440:duration=" + std::to_string(duration_s)};
    arguments.insert(arguments.end(), sine.begin(), sine.end());
  }
  arguments.insert(arguments.end(), {"-frames:v", std::to_string(content.frames)});
  arguments.insert(arguments.end(), output.begin(), output.end());
  arguments.push_back("file:" + file.string());
  run_ffmpeg(arguments);
}

std::string coloured_corners(int width_px, int height_px, int fps) {
  const std::string size = ":w=iw/4:h=ih/4:t=fill";
  return "color=black:size=" + std::to_string(width_px) + "x" + std::to_string(height_px) +
         ":rate=" + std::to_string(fps) + ",format=rgb24,drawbox=x=0:y=0:c=red" + size +
         ",drawbox=x=iw*3/4:y=0:c=lime" + size + ",drawbox=x=0:y=ih*3/4:c=blue" + size +
         ",drawbox=x=iw*3/4:y=ih*3/4:c=white" + size;
}

std::vector<std::string> frame_times(const std::filesystem::path& file) {
  std::vector<std::string> lines =
      run_ffprobe({"-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp_time",
                   "-of", "csv=p=0", "file:" + file.string()});
  // ffprobe leaves a comma behind where a frame has side data.
  for (std::string& line : lines) line = line.substr(0, line.find(','));
  return lines;
}

void patch_display_matrix(const std::filesystem::path& file,
                          const std::array<std::int32_t, 9>& matrix) {
  std::string bytes = read_bytes(file);
  const std::size_t header = bytes.find("tkhd");
  constexpr std::size_t kToMatrix = 44;  // version 0, ISO/IEC 14496-12, 8.3.2
  if (header == std::string::npos || bytes.size() < header + kToMatrix + 36)
    throw std::runtime_error("no track header in " + file.string());
  std::size_t at = header + kToMatrix;
  for (const std::int32_t value : matrix)
    for (int shift = 24; shift >= 0; shift -= 8)
      bytes[at++] = static_cast<char>(static_cast<std::uint32_t>(value) >> shift & 0xff);
  write_bytes(file, bytes);
}

std::string read_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace securepose::testing
