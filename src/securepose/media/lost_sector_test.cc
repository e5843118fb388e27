#include "securepose/media/lost_sector.h"

#include <gtest/gtest.h>

#include <string>

namespace securepose::media {
namespace {

const std::string kZeros(512, '\0');
const std::string kCoded(100, '\x5a');

TEST(LostSector, IsFoundInTheCodedData) {
  for (const AVCodecID codec : {AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1}) {
    EXPECT_FALSE(has_lost_sector(kCoded + std::string(8, '\0') + kCoded, codec));
    EXPECT_TRUE(has_lost_sector(kCoded + kZeros + kCoded, codec));
  }
}

TEST(LostSector, OfJpegCountsBetweenItsMarksOnly) {
  const std::string head = "\xff\xd8";
  const std::string scan = "\xff\xda";
  const std::string end = "\xff\xd9";
  const auto lost = [](const std::string& packet) {
    return has_lost_sector(packet, AV_CODEC_ID_MJPEG);
  };
  EXPECT_FALSE(lost(head + kZeros + scan + kCoded + end + kZeros)) << "filled up by the camera";
  EXPECT_TRUE(lost(head + scan + kCoded + kZeros + kCoded + end));
  EXPECT_TRUE(lost(head + scan + kCoded + kZeros)) << "the end is lost too";
}

TEST(LostSector, CodecsThatMayHoldZerosAreLeftAlone) {
  EXPECT_FALSE(has_lost_sector(kZeros, AV_CODEC_ID_RAWVIDEO));
}

}  // namespace
}  // namespace securepose::media
