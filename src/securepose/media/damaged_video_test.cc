// Files cut off and with flipped bits, for each container: never a crash, never another exception
// than base::Error, and what lies before the damage is intact.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/media/container_audit.h"
#include "securepose/media/video_reader.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::Arguments;
using ::testing::Contains;
using ::testing::HasSubstr;
using testing::TempFolder;

struct Clip {
  const char* file;
  Arguments arguments;
  bool states_its_size = true;
};

const std::vector<Clip>& clips() {
  static const std::vector<Clip> all = {
      {"h264.mp4", {"-c:v", "libx264", "-bf", "2", "-g", "6", "-movflags", "faststart"}},
      {"h264_moov_last.mov", {"-c:v", "libx264", "-bf", "2", "-g", "6"}},
      {"hevc.mkv", {"-c:v", "libx265", "-x265-params", "log-level=none:keyint=6"}},
      {"h264.mts", {"-c:v", "libx264", "-bf", "2", "-g", "6", "-f", "mpegts"}, false},
      {"vp9.webm", {"-c:v", "libvpx-vp9", "-g", "6"}},
      {"av1.webm", {"-c:v", "libaom-av1", "-cpu-used", "8", "-g", "6"}},
      {"mpeg4.avi", {"-c:v", "mpeg4", "-bf", "2", "-g", "6"}},
      {"mpeg2.mpg", {"-c:v", "mpeg2video", "-bf", "2", "-g", "6", "-flags", "+ilme+ildct"}, false},
      {"wmv2.wmv", {"-c:v", "wmv2", "-g", "6"}},
      {"mjpeg.mov", {"-c:v", "mjpeg", "-pix_fmt", "yuvj420p"}},
  };
  return all;
}

testing::ClipContent small() {
  testing::ClipContent content;
  content.width_px = 64;
  content.height_px = 48;
  content.frames = 16;
  content.sound = true;
  return content;
}

struct Seen {
  std::vector<VideoFrame> frames;
  bool refused = false;
  std::vector<std::string> notes;
};

Seen read_all(const std::filesystem::path& file) {
  Seen seen;
  try {
    VideoReader reader(file);
    while (auto frame = reader.next()) seen.frames.push_back(std::move(*frame));
    seen.notes = reader.notes();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInput) << error.what();
    seen.refused = true;
  }
  for (std::size_t i = 1; i < seen.frames.size(); ++i)
    EXPECT_GT(seen.frames[i].pts_ticks, seen.frames[i - 1].pts_ticks);
  return seen;
}

// Every frame is one of the whole video; up to the first unreadable one and the two before it
// (deinterlacing looks ahead), pictures are the same bit for bit.
void expect_beginning_intact(const Seen& cut, const Seen& whole, std::size_t size) {
  constexpr std::size_t kLookAhead = 2;
  ASSERT_LE(cut.frames.size(), whole.frames.size());
  std::size_t readable = 0;
  while (readable < cut.frames.size() && cut.frames[readable].readable &&
         cut.frames[readable].pts_ticks == whole.frames[readable].pts_ticks)
    ++readable;
  for (std::size_t i = 0; i + kLookAhead < readable; ++i)
    EXPECT_EQ(cv::norm(cut.frames[i].rgb, whole.frames[i].rgb, cv::NORM_INF), 0)
        << "cut at " << size << ", frame " << i;
  for (const VideoFrame& frame : cut.frames)
    EXPECT_TRUE(
        std::any_of(whole.frames.begin(), whole.frames.end(),
                    [&](const VideoFrame& other) { return other.pts_ticks == frame.pts_ticks; }))
        << "cut at " << size << ", time " << frame.pts_ticks;
}

class DamagedVideo : public ::testing::TestWithParam<Clip> {};

TEST_P(DamagedVideo, CutAnywhereItEndsEarlyAndSaysSo) {
  const TempFolder folder;
  const Clip& clip = GetParam();
  testing::make_clip(folder / clip.file, small(), clip.arguments);
  const Seen whole = read_all(folder / clip.file);
  ASSERT_EQ(whole.frames.size(), 16u);
  const std::string bytes = testing::read_bytes(folder / clip.file);
  constexpr std::size_t kPlaces = 20;
  for (std::size_t place = 0; place < kPlaces; ++place) {
    const std::size_t size = bytes.size() * place / kPlaces;
    testing::write_bytes(folder / ("cut_" + std::string(clip.file)), bytes.substr(0, size));
    const Seen cut = read_all(folder / ("cut_" + std::string(clip.file)));
    expect_beginning_intact(cut, whole, size);
    // If frames are missing, the user is told.
    if (cut.refused || cut.frames.size() == whole.frames.size() || !clip.states_its_size) continue;
    EXPECT_THAT(cut.notes, Contains(HasSubstr("The file ends"))) << "cut at " << size;
  }
}

TEST_P(DamagedVideo, FlippedBitsAnywhereDoNoHarm) {
  const TempFolder folder;
  const Clip& clip = GetParam();
  testing::make_clip(folder / clip.file, small(), clip.arguments);
  const std::string bytes = testing::read_bytes(folder / clip.file);
  constexpr int kPlaces = 20;  // times ten clips: 200
  std::uint32_t state = 12345;
  for (int place = 0; place < kPlaces; ++place) {
    state = state * 1664525u + 1013904223u;
    std::string flipped = bytes;
    // Half of the places lie in the first tenth, where the headers are.
    const std::size_t range = place % 2 == 0 ? bytes.size() : bytes.size() / 10;
    flipped[state / 8 % range] ^= static_cast<char>(1 << (state >> 29));
    const auto file = folder / ("flip_" + std::string(clip.file));
    testing::write_bytes(file, flipped);
    const Seen seen = read_all(file);
    for (const VideoFrame& frame : seen.frames) {
      EXPECT_EQ(frame.rgb.size(), seen.frames[0].rgb.size());
      EXPECT_TRUE(frame.readable || cv::countNonZero(frame.rgb.reshape(1)) == 0) << "black";
    }
    try {
      carried_besides_video(file);
    } catch (const base::Error&) {  // refused is fine
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, DamagedVideo, ::testing::ValuesIn(clips()), [](const auto& info) {
  const std::string name = info.param.file;
  return name.substr(0, name.find('.')) + "_" + name.substr(name.find('.') + 1);
});

}  // namespace
}  // namespace securepose::media
