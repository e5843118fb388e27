#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <stdexcept>

#include "securepose/media/segment_file.h"
#include "securepose/media/video_writer.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::TempFolder;

VideoInfo video_info() {
  VideoInfo video;
  video.width_px = 64;
  video.height_px = 48;
  video.time_base = {1, 1000};
  return video;
}

VideoFrame frame_at(std::int64_t pts_ticks) {
  VideoFrame frame;
  frame.pts_ticks = pts_ticks;
  frame.rgb = cv::Mat(48, 64, CV_8UC3, cv::Scalar(10, 20, 30));
  return frame;
}

TEST(SegmentWriter, WritesEveryFrameInOrderWithAKeyFirst) {
  const TempFolder folder;
  SegmentWriter writer(folder / "segment", video_info(), {});
  for (int i = 0; i < 70; ++i) writer.write(frame_at(i * 40 + i % 3));
  writer.finish();
  SegmentFileReader reader(folder / "segment");
  for (int i = 0; i < 70; ++i) {
    const auto picture = reader.next();
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->pts_ticks, i * 40 + i % 3);
    EXPECT_EQ(picture->key, i % 50 == 0) << i;
  }
  EXPECT_FALSE(reader.next());
}

TEST(SegmentWriter, LeavesNothingIfNotFinished) {
  const TempFolder folder;
  {
    SegmentWriter writer(folder / "segment", video_info(), {});
    writer.write(frame_at(0));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SegmentWriter, TimesMustIncrease) {
  const TempFolder folder;
  SegmentWriter writer(folder / "segment", video_info(), {});
  writer.write(frame_at(5));
  EXPECT_THROW(writer.write(frame_at(5)), std::invalid_argument);
}

TEST(SegmentWriter, AnotherSizeIsRefused) {
  const TempFolder folder;
  SegmentWriter writer(folder / "segment", video_info(), {});
  VideoFrame frame = frame_at(0);
  frame.rgb = cv::Mat::zeros(10, 10, CV_8UC3);
  EXPECT_THROW(writer.write(frame), std::invalid_argument);
}

TEST(SegmentWriter, ConfigurationIsTheSameForAllContents) {
  const TempFolder folder;
  cv::RNG random(1);
  for (const char* name : {"a", "b"}) {
    SegmentWriter writer(folder / name, video_info(), {});
    for (int i = 0; i < 5; ++i) {
      VideoFrame frame = frame_at(i);
      if (*name == 'b') random.fill(frame.rgb, cv::RNG::UNIFORM, 0, 255);
      writer.write(frame);
    }
    writer.finish();
  }
  EXPECT_EQ(SegmentFileReader(folder / "a").header(), SegmentFileReader(folder / "b").header());
}

}  // namespace
}  // namespace securepose::media
