#include "securepose/media/h264_encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace securepose::media {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

VideoInfo video_info(int width_px, int height_px) {
  VideoInfo video;
  video.width_px = width_px;
  video.height_px = height_px;
  video.time_base = {1, 1000};
  video.nominal_fps = 30;
  return video;
}

std::vector<CodedPicture> encode_noise(int threads) {
  std::vector<CodedPicture> pictures;
  EncodeOptions options;
  options.threads = threads;
  H264Encoder encoder(video_info(64, 48), options,
                      [&](const CodedPicture& picture) { pictures.push_back(picture); });
  cv::RNG random(7);
  for (int i = 0; i < 12; ++i) {
    cv::Mat rgb(48, 64, CV_8UC3);
    random.fill(rgb, cv::RNG::UNIFORM, 0, 255);
    encoder.encode(rgb, i * 33, 33);
  }
  encoder.finish();
  return pictures;
}

TEST(H264Encoder, GivesEveryPictureWithItsTimes) {
  const auto pictures = encode_noise(1);
  ASSERT_EQ(pictures.size(), 12u);
  EXPECT_TRUE(pictures[0].key);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    EXPECT_EQ(pictures[i].pts_ticks, static_cast<std::int64_t>(i) * 33);
    EXPECT_EQ(pictures[i].duration_ticks, 33);
    EXPECT_EQ(pictures[i].size_bytes, pictures[i].data.size());
  }
}

TEST(H264Encoder, IsRepeatableForAGivenNumberOfThreads) {
  for (const int threads : {1, 2}) {
    const auto first = encode_noise(threads);
    const auto second = encode_noise(threads);
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].data, second[i].data);
  }
}

TEST(H264Encoder, WritesNoComment) {
  for (const CodedPicture& picture : encode_noise(1))
    EXPECT_THAT(picture.data, Not(HasSubstr("x264")));
}

TEST(H264Encoder, OddSidesAreRoundedUp) {
  const H264Encoder encoder(video_info(333, 17), {}, [](const CodedPicture&) {});
  EXPECT_EQ(encoder.width_px(), 334);
  EXPECT_EQ(encoder.height_px(), 18);
}

TEST(H264Encoder, ConfigurationSaysHighProfile) {
  const H264Encoder encoder(video_info(64, 48), {}, [](const CodedPicture&) {});
  EXPECT_EQ(encoder.configuration()[0], 1);
  EXPECT_EQ(encoder.configuration()[1], 100);
}

}  // namespace
}  // namespace securepose::media
