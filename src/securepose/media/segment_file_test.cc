#include "securepose/media/segment_file.h"

#include <gtest/gtest.h>

#include "securepose/base/error.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::TempFolder;

SegmentHeader header() { return {640, 480, {1001, 30000}, std::string("avc\0C", 5)}; }

std::filesystem::path write_example(const TempFolder& folder) {
  SegmentFileWriter writer(folder / "segment", header());
  writer.add({-5, 3, true, 4, std::string("\0\1\2\3", 4)});
  writer.add({std::int64_t{1} << 40, 0, false, 2, "xy"});
  writer.finish();
  return folder / "segment";
}

TEST(SegmentFile, GivesBackWhatWasWritten) {
  const TempFolder folder;
  SegmentFileReader reader(write_example(folder));
  EXPECT_EQ(reader.header(), header());
  const auto first = reader.next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->pts_ticks, -5);
  EXPECT_EQ(first->duration_ticks, 3);
  EXPECT_TRUE(first->key);
  EXPECT_EQ(first->data, std::string("\0\1\2\3", 4));
  const auto second = reader.next_facts();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->pts_ticks, std::int64_t{1} << 40);
  EXPECT_FALSE(second->key);
  EXPECT_EQ(second->size_bytes, 2u);
  EXPECT_TRUE(second->data.empty());
  EXPECT_FALSE(reader.next());
}

TEST(SegmentFile, IsNotThereBeforeItIsFinished) {
  const TempFolder folder;
  {
    SegmentFileWriter writer(folder / "segment", header());
    writer.add({0, 1, true, 1, "x"});
    EXPECT_FALSE(std::filesystem::exists(folder / "segment"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SegmentFile, EveryTruncationIsAnInputError) {
  const TempFolder folder;
  const std::string whole = testing::read_bytes(write_example(folder));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    testing::write_bytes(folder / "cut", whole.substr(0, size));
    EXPECT_THROW(
        {
          SegmentFileReader reader(folder / "cut");
          while (reader.next()) {
          }
        },
        base::Error)
        << size;
    EXPECT_THROW(
        {
          SegmentFileReader reader(folder / "cut");
          while (reader.next_facts()) {
          }
        },
        base::Error)
        << size;
  }
}

TEST(SegmentFile, AbsurdLengthsAreRefusedWithoutMemory) {
  const TempFolder folder;
  std::string bytes = testing::read_bytes(write_example(folder));
  for (std::size_t i = 32; i < 36; ++i) bytes[i] = '\xff';  // length of the configuration
  testing::write_bytes(folder / "damaged", bytes);
  EXPECT_THROW(SegmentFileReader reader(folder / "damaged"), base::Error);
}

TEST(SegmentFile, AnotherKindOfFileIsAnInputError) {
  const TempFolder folder;
  testing::write_bytes(folder / "text", "this is no segment at all");
  EXPECT_THROW(SegmentFileReader reader(folder / "text"), base::Error);
  EXPECT_THROW(SegmentFileReader reader(folder / "missing"), base::Error);
}

}  // namespace
}  // namespace securepose::media
