#include "securepose/validation/clip_pairs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/base/sha256.h"
#include "securepose/validation/written_files_test.h"

namespace securepose::validation {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

CoveredClip covered(const std::string& folder, const std::string& id = "") {
  CoveredClip clip;
  clip.folder = folder;
  clip.id = id;
  clip.size = {64, 48};
  clip.frames.resize(10);
  return clip;
}

DrawnClip drawn(const std::string& name) {
  DrawnClip clip;
  clip.name = name;
  clip.frames[3] = {};
  return clip;
}

TEST(ClipPairs, OneAndOneBelongTogether) {
  EXPECT_EQ(pair_clips({covered("x")}, {drawn("y.mp4")}, {}).size(), 1u);
}

TEST(ClipPairs, FoldersAndIdsNameTheClip) {
  const auto pairs = pair_clips({covered("out/walk"), covered("out/video-1", "video-1")},
                                {drawn("video-1"), drawn("walk.mp4"), drawn("other")}, {});
  ASSERT_EQ(pairs.size(), 2u);
  EXPECT_EQ(pairs[0].drawn.name, "walk.mp4");
  EXPECT_EQ(pairs[1].drawn.name, "video-1");
}

TEST(ClipPairs, OriginalsAreFoundByTheirHash) {
  const TempFolder folder;
  const auto original = write(folder, "walk.mov", "a recording");
  std::vector<CoveredClip> results = {covered("out/video-1", "video-1"), covered("out/b")};
  results[0].source_sha256 = base::sha256_hex("a recording");
  const std::vector<DrawnClip> faces = {drawn("walk.mov"), drawn("b")};
  EXPECT_EQ(pair_clips(results, faces, {original.string()})[0].drawn.name, "walk.mov");
  EXPECT_EQ(pair_clips(results, faces, {folder.path().string()})[0].drawn.name, "walk.mov");
  EXPECT_THAT(message_of([&] { pair_clips(results, faces, {}); }),
              HasSubstr("there are faces of \"walk.mov\", \"b\""));
}

TEST(ClipPairs, SizeAndNumberOfFramesTellWhereNoNameDoes) {
  const auto shaped = [](const std::string& name, PictureSize size, std::int64_t frames) {
    DrawnClip clip = drawn(name);
    clip.size = size;
    clip.video_frames = {frames, frames};
    return clip;
  };
  const std::vector<DrawnClip> faces = {shaped("a", {64, 48}, 12), shaped("b", {64, 48}, 10),
                                        shaped("c", {32, 24}, 10)};
  EXPECT_EQ(pair_clips({covered("out/video-1")}, faces, {})[0].drawn.name, "b");
  EXPECT_THAT(
      message_of([&] {
        pair_clips({covered("out/video-1")}, {faces[1], shaped("d", {64, 48}, 10), faces[2]}, {});
      }),
      HasSubstr("not one of them alone has its picture size and number of frames"));
}

TEST(ClipPairs, TwoResultsOfOneClipAreRefused) {
  EXPECT_THAT(message_of([] {
                pair_clips({covered("a/walk"), covered("b/walk")}, {drawn("walk")}, {});
              }),
              HasSubstr("second result of the clip \"walk\""));
}

TEST(ClipPairs, FacesOfOtherPicturesAreRefused) {
  DrawnClip large = drawn("walk");
  large.size = {128, 96};
  EXPECT_THAT(message_of([&] { pair_clips({covered("walk")}, {large}, {}); }),
              HasSubstr("the pictures are 64x48, but the faces of \"walk\" were drawn on 128x96"));
  DrawnClip longer = drawn("walk");
  longer.frames[10] = {};
  EXPECT_THAT(message_of([&] { pair_clips({covered("walk")}, {longer}, {}); }),
              HasSubstr("has 10 frames, but faces of \"walk\" were drawn in frame 10"));
}

TEST(ClipPairs, TheSizeMayComeFromTheFaces) {
  CoveredClip unknown = covered("walk");
  unknown.size = std::nullopt;
  EXPECT_THAT(message_of([&] { pair_clips({unknown}, {drawn("walk")}, {}); }),
              HasSubstr("the picture's size is not known"));
  DrawnClip sized = drawn("walk");
  sized.size = {20, 10};
  EXPECT_EQ(pair_clips({unknown}, {sized}, {})[0].covered.size, (PictureSize{20, 10}));
}

}  // namespace
}  // namespace securepose::validation
