#include "securepose/media/colour_cube.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

namespace securepose::media {
namespace {

Handle<AVFrame> grey_ramp(AVColorTransferCharacteristic transfer, int width, int height) {
  Handle<AVFrame> picture = new_frame();
  picture->format = AV_PIX_FMT_YUV420P10LE;
  picture->width = width;
  picture->height = height;
  picture->color_trc = transfer;
  picture->color_primaries = AVCOL_PRI_BT2020;
  picture->colorspace = AVCOL_SPC_BT2020_NCL;
  picture->color_range = AVCOL_RANGE_MPEG;
  EXPECT_EQ(av_frame_get_buffer(picture.get(), 0), 0);
  for (int plane = 0; plane < 3; ++plane) {
    const int rows = plane == 0 ? height : (height + 1) / 2;
    const int columns = plane == 0 ? width : (width + 1) / 2;
    for (int y = 0; y < rows; ++y) {
      auto* row = reinterpret_cast<std::uint16_t*>(picture->data[plane] +
                                                   std::ptrdiff_t{y} * picture->linesize[plane]);
      for (int x = 0; x < columns; ++x)
        row[x] = plane == 0 ? static_cast<std::uint16_t>(64 + 876 * x / (width - 1)) : 512;
    }
  }
  return picture;
}

cv::Mat converted(const AVFrame& picture) {
  cv::Mat rgb(picture.height, picture.width, CV_8UC3);
  ColourCube(ColourCube::key_of(picture)).convert(picture, rgb);
  return rgb;
}

// SMPTE ST 2084: the code value (0..1) of a luminance.
double pq_code(double cd_m2) {
  const double y = std::pow(cd_m2 / 10000, 0.1593017578125);
  return std::pow((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y), 78.84375);
}

TEST(ColourCube, GreyStaysGreyAndNeverGetsDarkerAsItGetsLighter) {
  for (const auto transfer : {AVCOL_TRC_SMPTE2084, AVCOL_TRC_ARIB_STD_B67}) {
    const cv::Mat rgb = converted(*grey_ramp(transfer, 512, 2));
    int before = 0;
    for (int x = 0; x < rgb.cols; ++x) {
      const auto pixel = rgb.at<cv::Vec3b>(0, x);
      EXPECT_LE(std::abs(pixel[0] - pixel[1]), 2);
      EXPECT_LE(std::abs(pixel[1] - pixel[2]), 2);
      EXPECT_GE(pixel[1] + 1, before);
      before = std::max<int>(before, pixel[1]);
    }
    EXPECT_EQ(rgb.at<cv::Vec3b>(0, 0)[1], 0);
    EXPECT_GE(rgb.at<cv::Vec3b>(0, rgb.cols - 1)[1], 250);
  }
}

// BT.2408: 18 % grey card at 26 cd/m2, diffuse white at 203. Below the knee of the curve (0.3) the
// picture keeps its linear light.
TEST(ColourCube, MiddleGreyKeepsItsBrightness) {
  const int width = 877;
  const cv::Mat rgb = converted(*grey_ramp(AVCOL_TRC_SMPTE2084, width, 1));
  const int x = static_cast<int>(std::lround(pq_code(26) * (width - 1)));
  const double linear = 26.0 / 203;
  const double expected = 255 * std::pow(linear, 1 / 2.4);  // as BT.1886 displays show it
  EXPECT_NEAR(rgb.at<cv::Vec3b>(0, x)[1], expected, 4);
}

TEST(ColourCube, OddSizesAreFilledWhole) {
  const Handle<AVFrame> picture = grey_ramp(AVCOL_TRC_ARIB_STD_B67, 17, 5);
  const cv::Mat rgb = converted(*picture);
  for (int y = 1; y < 5; ++y)
    EXPECT_EQ(cv::norm(rgb.row(y), rgb.row(0), cv::NORM_INF), 0) << "all rows are the same ramp";
}

TEST(ColourCube, IsNeededForHighDynamicRangeAndWideGamutOnly) {
  const Handle<AVFrame> picture = new_frame();
  EXPECT_FALSE(ColourCube::needed_for(*picture));
  picture->color_trc = AVCOL_TRC_BT709;
  picture->color_primaries = AVCOL_PRI_BT709;
  EXPECT_FALSE(ColourCube::needed_for(*picture));
  picture->color_primaries = AVCOL_PRI_BT2020;
  EXPECT_TRUE(ColourCube::needed_for(*picture));
  picture->color_primaries = AVCOL_PRI_UNSPECIFIED;
  picture->color_trc = AVCOL_TRC_ARIB_STD_B67;
  EXPECT_TRUE(ColourCube::needed_for(*picture));
}

}  // namespace
}  // namespace securepose::media
