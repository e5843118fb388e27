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

TEST(LostSector, CodecsThatMayHoldZerosAreLeftAlone) {
  EXPECT_FALSE(has_lost_sector(kZeros, AV_CODEC_ID_RAWVIDEO));
  EXPECT_FALSE(has_lost_sector(kZeros, AV_CODEC_ID_MJPEG));
}

}  // namespace
}  // namespace securepose::media
