#include "securepose/media/stated_size.h"

#include <gtest/gtest.h>

#include <string>

#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::TempFolder;

TEST(StatedSize, IsTheSizeOfWholeFilesAndLargerThanCutOnes) {
  const TempFolder folder;
  for (const char* name : {"a.mp4", "a.mov", "a.mkv", "a.webm", "a.avi", "a.wmv"}) {
    const std::string file = name;
    const char* codec = file.ends_with("webm")  ? "libvpx"
                        : file.ends_with("wmv") ? "wmv2"
                                                : "libx264";
    testing::make_clip(folder / name, {}, {"-c:v", codec});
    const std::string bytes = testing::read_bytes(folder / name);
    EXPECT_EQ(stated_size_bytes(folder / name), bytes.size()) << name;
    testing::write_bytes(folder / ("cut_" + file), bytes.substr(0, bytes.size() * 9 / 10));
    const auto stated = stated_size_bytes(folder / ("cut_" + file));
    ASSERT_TRUE(stated) << name;
    EXPECT_GT(*stated, bytes.size() * 9 / 10) << name;
  }
}

TEST(StatedSize, RecordingThatWasNeverClosedSaysNothing) {
  const TempFolder folder;
  // Written to a pipe, Matroska can't come back to fill in its sizes.
  testing::make_clip(folder / "a.mkv", {}, {"-c:v", "libx264", "-f", "matroska", "-live", "1"});
  EXPECT_FALSE(stated_size_bytes(folder / "a.mkv"));
}

TEST(StatedSize, OtherContentSaysNothing) {
  const TempFolder folder;
  testing::write_bytes(folder / "text", "no container at all, just words");
  testing::write_bytes(folder / "short", "x");
  EXPECT_FALSE(stated_size_bytes(folder / "text"));
  EXPECT_FALSE(stated_size_bytes(folder / "short"));
  EXPECT_FALSE(stated_size_bytes("/no/such/file"));
}

TEST(StatedSize, DamagedSizesEndTheWalk) {
  const TempFolder folder;
  testing::write_bytes(folder / "loop", std::string("\0\0\0\1ftyp\0\0\0\0\0\0\0\0", 16));
  EXPECT_FALSE(stated_size_bytes(folder / "loop"));
  testing::write_bytes(folder / "wrap",
                       std::string("\0\0\0\1ftyp\xff\xff\xff\xff\xff\xff\xff\xff", 16));
  EXPECT_TRUE(stated_size_bytes(folder / "wrap"));
}

}  // namespace
}  // namespace securepose::media
