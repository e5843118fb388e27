#include "securepose/media/demuxer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using testing::TempFolder;

int count_packets(Demuxer& demuxer) {
  const Handle<AVPacket> packet = new_packet();
  int count = 0;
  while (demuxer.read(*packet)) ++count;
  return count;
}

TEST(Demuxer, GivesTheVideosPacketsOnly) {
  const TempFolder folder;
  testing::ClipContent content;
  content.sound = true;
  testing::make_clip(folder / "a.mp4", content, {"-c:v", "libx264", "-c:a", "aac"});
  Demuxer demuxer(folder / "a.mp4");
  EXPECT_TRUE(demuxer.has_audio());
  EXPECT_EQ(count_packets(demuxer), 30);
  EXPECT_FALSE(demuxer.early_end(false));
}

TEST(Demuxer, TakesTheLargestOfSeveralVideosAndSaysSo) {
  const TempFolder folder;
  testing::run_ffmpeg({"-f", "lavfi", "-i", "testsrc2=size=64x48:duration=0.4", "-f", "lavfi", "-i",
                       "testsrc2=size=128x96:duration=0.4", "-map", "0", "-map", "1", "-c:v",
                       "libx264", (folder / "two.mkv").string()});
  const Demuxer demuxer(folder / "two.mkv");
  EXPECT_EQ(demuxer.video().codecpar->width, 128);
  EXPECT_THAT(demuxer.notes(), Contains(HasSubstr("2 videos")));
}

TEST(Demuxer, CutFilesAreNoticedWhateverTheContainer) {
  const TempFolder folder;
  testing::ClipContent content;
  content.frames = 50;
  for (const char* name : {"a.mp4", "a.mkv", "a.avi", "a.flv", "a.webm", "a.wmv"}) {
    const std::string file = name;
    const char* codec = file.ends_with("webm")  ? "libvpx"
                        : file.ends_with("wmv") ? "wmv2"
                                                : "libx264";
    testing::Arguments arguments{"-c:v", codec};
    if (file.ends_with("mp4")) arguments.insert(arguments.end(), {"-movflags", "faststart"});
    testing::make_clip(folder / name, content, arguments);
    {
      Demuxer whole(folder / name);
      EXPECT_EQ(count_packets(whole), 50) << name;
      EXPECT_FALSE(whole.early_end(false)) << name;
    }
    const std::string bytes = testing::read_bytes(folder / name);
    testing::write_bytes(folder / ("cut_" + file), bytes.substr(0, bytes.size() * 6 / 10));
    Demuxer cut(folder / ("cut_" + file));
    const int packets = count_packets(cut);
    EXPECT_GT(packets, 5) << name;
    EXPECT_LT(packets, 50) << name;
    EXPECT_TRUE(cut.early_end(false)) << name;
  }
}

}  // namespace
}  // namespace securepose::media
