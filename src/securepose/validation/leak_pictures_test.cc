#include "securepose/validation/leak_pictures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <opencv2/imgcodecs.hpp>

#include "securepose/validation/written_files_test.h"

namespace securepose::validation {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

ClipPair open_face(const TempFolder& folder) {
  ClipPair pair;
  pair.covered.folder = folder.path();
  pair.covered.id = "video-ab";
  pair.covered.size = {96, 64};
  pair.covered.frames.resize(10);
  pair.drawn.frames[7] = {{geometry::Box{40, 20, 60, 44}, FaceKind::kClear, "A"}};
  return pair;
}

TEST(LeakPictures, ShowTheCoveredVideoWithTheBox) {
  const TempFolder folder;
  ClipPair pair = open_face(folder);
  pair.covered.video = folder / "deidentified.mp4";
  testing::make_clip(*pair.covered.video, {.frames = 10, .source = "color=red:s=96x64:r=25"},
                     {"-c:v", "libx264"});
  const LeakPictures written = write_leak_pictures(validate({pair}), {pair}, folder / "p", {});
  ASSERT_THAT(written.files, ::testing::ElementsAre("leak-video-ab-frame-000007-1.png"));
  EXPECT_TRUE(written.notes.empty());
  const std::string file = (folder / "p/leak-video-ab-frame-000007-1.png").string();
  const cv::Mat picture = cv::imread(file);
  // The whole frame of 64 rows is shown 480 high, so the box's edge is at 20 * 7.5 = 150.
  ASSERT_EQ(picture.rows, 480);
  const auto edge = picture.at<cv::Vec3b>(150, 375);
  EXPECT_GT(edge[0], 200);
  const auto inside = picture.at<cv::Vec3b>(240, 375);
  EXPECT_GT(inside[2], 200);
  EXPECT_LT(inside[0], 60);
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(LeakPictures, WithoutTheVideoANoteTellsSo) {
  const TempFolder folder;
  const ClipPair pair = open_face(folder);
  const LeakPictures written = write_leak_pictures(validate({pair}), {pair}, folder / "p", {});
  EXPECT_TRUE(written.files.empty());
  ASSERT_EQ(written.notes.size(), 1u);
  EXPECT_THAT(written.notes[0], HasSubstr("no deidentified.mp4"));
}

TEST(LeakPictures, AVideoThatIsTooShortIsNamed) {
  const TempFolder folder;
  ClipPair pair = open_face(folder);
  pair.covered.video = folder / "deidentified.mp4";
  testing::make_clip(*pair.covered.video, {.frames = 5, .source = ""}, {"-c:v", "libx264"});
  EXPECT_THAT(message_of([&] { write_leak_pictures(validate({pair}), {pair}, folder / "p", {}); }),
              HasSubstr("ends before frame 7"));
}

}  // namespace
}  // namespace securepose::validation
