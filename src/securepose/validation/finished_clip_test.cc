#include "securepose/validation/finished_clip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/validation/coverage.h"
#include "securepose/validation/written_files_test.h"

namespace securepose::validation {
namespace {

using ::testing::HasSubstr;

/// A moving test picture with a face drawn at one place in frames 4, 5 and 20.
class FinishedClipTest : public ::testing::Test {
 protected:
  FinishedClipTest() {
    testing::make_clip(
        original_,
        {.width_px = 320, .height_px = 180, .fps = 30, .frames = 24, .source = "", .sound = false},
        {"-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p"});
    drawn_.name = "walk.mp4";
    for (const base::FrameIndex frame : {4, 5, 20}) {
      DrawnFace face;
      face.box_px = {100, 60, 132, 100};
      drawn_.frames[frame] = {face};
    }
  }

  std::filesystem::path finished(const std::string& filter) const {
    const auto file = folder_ / "walk_blurred.mp4";
    testing::run_ffmpeg(
        {"-i", original_.string(), "-vf", filter, "-c:v", "libx264", "-crf", "20", file.string()});
    return file;
  }

  std::vector<bool> covered(const std::filesystem::path& file) {
    found_ = read_finished_video(file, {original_.string()}, {drawn_}, true, {});
    std::vector<bool> covered;
    for (const FrameScore& frame : score_clip(found_.pair).frames) {
      for (const FaceScore& face : frame.faces) covered.push_back(face.covered());
    }
    return covered;
  }

  testing::TempFolder folder_;
  std::filesystem::path original_ = folder_ / "walk.mp4";
  DrawnClip drawn_;
  FinishedPair found_;
};

// The face's place in grey, but for frame 5.
constexpr const char* kCover =
    "drawbox=x=90:y=50:w=52:h=60:color=gray:t=fill:enable='not(eq(n,5))'";

TEST_F(FinishedClipTest, WhatDiffersIsCovered) {
  EXPECT_THAT(covered(finished(kCover)), ::testing::ElementsAre(true, false, true));
  EXPECT_TRUE(found_.notes.empty());
  EXPECT_TRUE(found_.pair.covered.video);
}

TEST_F(FinishedClipTest, ScaledAndWithFramesLeftOut) {
  // Frame 4 is left out.
  const auto file = finished(std::string(kCover) +
                             ",scale=640:384,setsar=1,select='not(eq(n,4))',setpts=N/30/TB");
  EXPECT_THAT(covered(file), ::testing::ElementsAre(false, true));
  ASSERT_EQ(found_.notes.size(), 1u);
  EXPECT_THAT(found_.notes[0], HasSubstr("one frame with drawn faces is not in"));
  EXPECT_EQ(found_.pair.covered.size, (PictureSize{320, 180}));
}

TEST_F(FinishedClipTest, OfFramesThatShowTheSameOneAnOpenOneCounts) {
  // Every frame twice, the second of frame 20's open.
  const auto file =
      finished("fps=60,drawbox=x=90:y=50:w=52:h=60:color=gray:t=fill:enable='not(eq(n,41))'");
  EXPECT_THAT(covered(file), ::testing::ElementsAre(true, true, false));
}

TEST_F(FinishedClipTest, TheOriginalIsTheOneThatTheNameBeginsWith) {
  const auto file = finished(kCover);
  const auto other = folder_ / "other.mp4";
  std::filesystem::copy_file(original_, other);
  DrawnClip others;
  others.name = "other";
  const FinishedPair found =
      read_finished_video(file, {other.string(), original_.string()}, {others, drawn_}, false, {});
  EXPECT_EQ(found.pair.drawn.name, "walk.mp4");
  EXPECT_THAT(message_of([&] { read_finished_video(file, {}, {drawn_}, true, {}); }),
              HasSubstr("name that with --original"));
  EXPECT_THAT(message_of([&] {
                read_finished_video(file, {original_.string()}, {others, others}, true, {});
              }),
              HasSubstr("no faces drawn by hand are known for its original"));
}

}  // namespace
}  // namespace securepose::validation
