#include "securepose/media/scaler.h"

#include <gtest/gtest.h>

#include <vector>

#include "securepose/base/error.h"

namespace securepose::media {
namespace {

TEST(Scaler, ConvertsAgainAfterAChangeOfFormat) {
  Scaler scaler;
  std::vector<std::uint8_t> rgb(16 * 16 * 3 + 64, 200);
  std::vector<std::uint8_t> grey(64 * 64, 0);
  const PlaneView source{{rgb.data()}, {16 * 3}};
  const PlaneView target{{grey.data()}, {64}};
  const PictureFormat from{16, 16, AV_PIX_FMT_RGB24, SWS_CS_ITU709, true};
  scaler.convert(from, source, {16, 16, AV_PIX_FMT_GRAY8, SWS_CS_ITU709, true}, target);
  EXPECT_NEAR(grey[5 * 64 + 5], 200, 1);
  scaler.convert(from, source, {32, 32, AV_PIX_FMT_GRAY8, SWS_CS_ITU709, true}, target);
  EXPECT_NEAR(grey[30 * 64 + 30], 200, 1);
}

TEST(Scaler, FormatThatCannotBeReadIsAnInputError) {
  Scaler scaler;
  const PictureFormat from{16, 16, AV_PIX_FMT_VAAPI, SWS_CS_ITU709, true};
  const PictureFormat to{16, 16, AV_PIX_FMT_RGB24, SWS_CS_ITU709, true};
  EXPECT_THROW(scaler.convert(from, {}, to, {}), base::Error);
}

}  // namespace
}  // namespace securepose::media
