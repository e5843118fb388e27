#include "securepose/media/ffmpeg_build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::media {
namespace {

TEST(FfmpegBuild, IsWhatThisMachineHas) {
  const FfmpegBuild build = ffmpeg_build();
  EXPECT_THAT(build.version, ::testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
  EXPECT_THAT(build.licence, ::testing::HasSubstr("GPL"));
  EXPECT_TRUE(build.writes_h264);
  EXPECT_THAT(build.missing_decoders, ::testing::IsEmpty());
}

}  // namespace
}  // namespace securepose::media
