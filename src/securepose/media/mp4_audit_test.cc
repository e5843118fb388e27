#include "securepose/media/mp4_audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "securepose/base/error.h"
#include "securepose/media/mp4_boxes.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TempFolder;

Mp4Boxes walked(const std::string& bytes) {
  const TempFolder folder;
  testing::write_bytes(folder / "file", bytes);
  return walk_mp4_boxes(folder / "file");
}

TEST(WalkMp4Boxes, ListsWhatIsNotNeededWithItsPath) {
  BoxBuilder out;
  {
    const BoxBuilder::Box moov(out, "moov");
    { const BoxBuilder::Box mvhd(out, "mvhd"); }
    { const BoxBuilder::Box udta(out, "udta"); }
    const BoxBuilder::Box trak(out, "trak");
    const BoxBuilder::Box meta(out, "meta");
  }
  {
    const BoxBuilder::Box mdat(out, "mdat");
    out.zeros(100);
  }
  const Mp4Boxes boxes = walked(out.content());
  EXPECT_THAT(boxes.superfluous, ElementsAre("moov/udta", "moov/trak/meta"));
  EXPECT_EQ(boxes.media_bytes, 100u);
}

TEST(WalkMp4Boxes, SizesThatLieAreBytesThatFormNoBox) {
  EXPECT_THAT(walked(std::string("\0\0\0\x09mdat", 8)).superfluous,
              ElementsAre("bytes that form no box"));
  EXPECT_THAT(walked(std::string("\0\0\0\x02mdat", 8)).superfluous,
              ElementsAre("bytes that form no box"));
  EXPECT_THAT(walked("x").superfluous, ElementsAre("bytes that form no box"));
}

TEST(WalkMp4Boxes, SizeZeroReachesToTheEnd) {
  const Mp4Boxes boxes = walked(std::string("\0\0\0\0mdatcontent", 15));
  EXPECT_THAT(boxes.superfluous, IsEmpty());
  EXPECT_EQ(boxes.media_bytes, 7u);
}

TEST(WalkMp4Boxes, MissingFileIsAnInputError) {
  EXPECT_THROW(walk_mp4_boxes("/no/such/file"), base::Error);
}

}  // namespace
}  // namespace securepose::media
