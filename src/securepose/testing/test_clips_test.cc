#include "securepose/testing/test_clips.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace securepose::testing {
namespace {

TEST(TestClips, AreAsLongAndAsLargeAsAsked) {
  const TempFolder folder;
  ClipContent content;
  content.frames = 7;
  content.sound = true;
  make_clip(folder / "clip.mp4", content, {"-c:v", "libx264", "-c:a", "aac"});
  EXPECT_EQ(frame_times(folder / "clip.mp4").size(), 7u);
  EXPECT_EQ(run_ffprobe({"-select_streams", "v", "-show_entries", "stream=width,height", "-of",
                         "csv=p=0", (folder / "clip.mp4").string()}),
            std::vector<std::string>{"96,64"});
}

TEST(TestClips, FailureOfTheToolIsAnError) {
  EXPECT_THROW(run_ffmpeg({"-i", "/no/such/file", "out.mp4"}), std::runtime_error);
}

TEST(TestClips, KnowWhichEncodersThereAre) {
  EXPECT_TRUE(has_encoder("libx264"));
  EXPECT_FALSE(has_encoder("no_such_encoder"));
}

TEST(TempFolder, IsRemovedWithItsContent) {
  std::filesystem::path path;
  {
    const TempFolder folder;
    path = folder.path();
    write_bytes(folder / "a", "b");
    EXPECT_EQ(read_bytes(folder / "a"), "b");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace securepose::testing
