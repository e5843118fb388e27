#include "securepose/media/ffmpeg_handles.h"

#include <gtest/gtest.h>

namespace securepose::media {
namespace {

TEST(FfmpegHandles, ErrorsHaveWords) {
  EXPECT_EQ(ffmpeg_error_text(AVERROR_EOF), "End of file");
  EXPECT_FALSE(ffmpeg_error_text(-123456789).empty());
}

TEST(FfmpegHandles, FileNamesAreNeverProtocols) {
  EXPECT_EQ(ffmpeg_url("concat:a|b.mp4"), "file:concat:a|b.mp4");
  EXPECT_EQ(ffmpeg_url("/a/b.mp4"), "file:/a/b.mp4");
}

TEST(FfmpegHandles, RationalsSurviveTheWayThere) {
  const Rational rate{30000, 1001};
  EXPECT_EQ(from_av(to_av(rate)), rate);
}

}  // namespace
}  // namespace securepose::media
