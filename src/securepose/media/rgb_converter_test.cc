#include "securepose/media/rgb_converter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <opencv2/core.hpp>
#include <string>

#include "securepose/base/error.h"

namespace securepose::media {
namespace {

struct Coding {
  const char* name;
  AVColorSpace matrix;
  AVColorRange range;
  double kr, kb;  // luma weights of red and blue
};

// A picture of one colour, coded by the equations of ITU-T H.273, 8.3.
Handle<AVFrame> flat_picture(const cv::Vec3b& rgb, const Coding& coding, int width, int height) {
  Handle<AVFrame> picture = new_frame();
  picture->format = AV_PIX_FMT_YUV420P;
  picture->width = width;
  picture->height = height;
  picture->colorspace = coding.matrix;
  picture->color_range = coding.range;
  EXPECT_EQ(av_frame_get_buffer(picture.get(), 0), 0);
  const double r = rgb[0] / 255.0, g = rgb[1] / 255.0, b = rgb[2] / 255.0;
  const double y = coding.kr * r + (1 - coding.kr - coding.kb) * g + coding.kb * b;
  const double cb = (b - y) / (2 * (1 - coding.kb));
  const double cr = (r - y) / (2 * (1 - coding.kr));
  const bool full = coding.range == AVCOL_RANGE_JPEG;
  const auto code = [](double value) {
    return static_cast<int>(std::lround(std::min(value, 255.0)));
  };
  const std::array<int, 3> codes = {code(full ? 255 * y : 16 + 219 * y),
                                    code(128 + (full ? 255 : 224) * cb),
                                    code(128 + (full ? 255 : 224) * cr)};
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const int rows = plane == 0 ? height : (height + 1) / 2;
    std::memset(
        picture->data[plane], codes[plane],
        static_cast<std::size_t>(rows) * static_cast<std::size_t>(picture->linesize[plane]));
  }
  return picture;
}

class ColourCodings : public ::testing::TestWithParam<Coding> {};

TEST_P(ColourCodings, ColoursComeBack) {
  RgbConverter converter;
  for (const cv::Vec3b& rgb :
       {cv::Vec3b(255, 0, 0), cv::Vec3b(0, 255, 0), cv::Vec3b(0, 0, 255), cv::Vec3b(255, 255, 255),
        cv::Vec3b(0, 0, 0), cv::Vec3b(200, 150, 120)}) {
    const Handle<AVFrame> picture = flat_picture(rgb, GetParam(), 64, 48);
    const cv::Mat result = converter.convert(*picture, {64, 48});
    ASSERT_EQ(result.size(), cv::Size(64, 48));
    for (int channel = 0; channel < 3; ++channel)
      EXPECT_NEAR(result.at<cv::Vec3b>(24, 32)[channel], rgb[channel], 3) << rgb << channel;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, ColourCodings,
    ::testing::Values(
        Coding{"bt709_limited", AVCOL_SPC_BT709, AVCOL_RANGE_MPEG, 0.2126, 0.0722},
        Coding{"bt709_full", AVCOL_SPC_BT709, AVCOL_RANGE_JPEG, 0.2126, 0.0722},
        Coding{"bt601_limited", AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG, 0.299, 0.114},
        Coding{"bt601_full", AVCOL_SPC_BT470BG, AVCOL_RANGE_JPEG, 0.299, 0.114},
        Coding{"bt2020_limited", AVCOL_SPC_BT2020_NCL, AVCOL_RANGE_MPEG, 0.2627, 0.0593},
        Coding{"small_unknown", AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_UNSPECIFIED, 0.299, 0.114}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(RgbConverter, UnknownMatrixOfHighDefinitionIsBt709) {
  const Coding coding{"", AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_UNSPECIFIED, 0.2126, 0.0722};
  const cv::Vec3b green(0, 255, 0);
  RgbConverter converter;
  const cv::Mat result = converter.convert(*flat_picture(green, coding, 1280, 720), {1280, 720});
  for (int channel = 0; channel < 3; ++channel)
    EXPECT_NEAR(result.at<cv::Vec3b>(300, 300)[channel], green[channel], 3);
}

TEST(RgbConverter, OtherSizesAreScaled) {
  const Coding coding{"", AVCOL_SPC_BT709, AVCOL_RANGE_MPEG, 0.2126, 0.0722};
  RgbConverter converter;
  for (const cv::Size size : {cv::Size(64, 48), cv::Size(33, 21), cv::Size(160, 120)}) {
    const cv::Mat result = converter.convert(
        *flat_picture(cv::Vec3b(200, 150, 120), coding, size.width, size.height), {65, 47});
    ASSERT_EQ(result.size(), cv::Size(65, 47));
    for (const cv::Point at : {cv::Point(0, 0), cv::Point(64, 46), cv::Point(30, 20)})
      EXPECT_NEAR(result.at<cv::Vec3b>(at)[0], 200, 3) << at << size;
  }
}

}  // namespace
}  // namespace securepose::media
