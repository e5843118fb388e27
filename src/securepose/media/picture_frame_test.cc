#include "securepose/media/picture_frame.h"

#include <gtest/gtest.h>

#include <cstring>
#include <opencv2/imgproc.hpp>

namespace securepose::media {
namespace {

Handle<AVFrame> white(int width_px, int height_px) {
  Handle<AVFrame> picture = new_frame();
  picture->format = AV_PIX_FMT_GRAY8;
  picture->width = width_px;
  picture->height = height_px;
  picture->color_range = AVCOL_RANGE_JPEG;
  EXPECT_EQ(av_frame_get_buffer(picture.get(), 0), 0);
  std::memset(picture->data[0], 255,
              static_cast<std::size_t>(picture->linesize[0]) * static_cast<std::size_t>(height_px));
  return picture;
}

// Where the picture lies, bars left out.
cv::Rect shown(PictureFrame& frame, const PictureShape& shape, int part_turn_deg, int turn_deg,
               cv::Size size) {
  const auto picture = white(shape.stored.width_px, shape.stored.height_px);
  const cv::Mat rgb = frame.show(*picture, shape, part_turn_deg, turn_deg);
  EXPECT_EQ(rgb.size(), size);
  cv::Mat gray;
  cv::cvtColor(rgb, gray, cv::COLOR_RGB2GRAY);
  return cv::boundingRect(gray > 128);
}

TEST(PictureFrame, ProportionsAreKeptAndBarsAreEven) {
  PictureFrame frame({640, 360});
  const cv::Size size(640, 360);
  EXPECT_EQ(shown(frame, {{320, 180}, {}}, 0, 0, size), cv::Rect(0, 0, 640, 360));
  EXPECT_EQ(shown(frame, {{360, 640}, {}}, 0, 0, size), cv::Rect(218, 0, 203, 360));
  EXPECT_EQ(shown(frame, {{640, 320}, {}}, 0, 0, size), cv::Rect(0, 20, 640, 320));
  EXPECT_EQ(shown(frame, {{1280, 960}, {}}, 0, 0, size), cv::Rect(80, 0, 480, 360));
}

TEST(PictureFrame, OneRowIsRoundingAndNoBar) {
  PictureFrame frame({640, 360});
  EXPECT_EQ(shown(frame, {{427, 240}, {}}, 0, 0, {640, 360}), cv::Rect(0, 0, 640, 360));
}

TEST(PictureFrame, MetadataAndPartAreTurnedBeforeThePictureIsFitted) {
  PictureFrame frame({640, 360});
  const cv::Size size(640, 360);
  EXPECT_EQ(shown(frame, {{360, 640}, {90, false}}, 0, 0, size), cv::Rect(0, 0, 640, 360));
  EXPECT_EQ(shown(frame, {{360, 640}, {}}, 270, 0, size), cv::Rect(0, 0, 640, 360));
  EXPECT_EQ(shown(frame, {{640, 360}, {90, false}}, 0, 0, size), cv::Rect(218, 0, 203, 360));
}

TEST(PictureFrame, TheWholeIsTurnedWithItsBars) {
  PictureFrame frame({640, 360});
  EXPECT_EQ(shown(frame, {{360, 640}, {}}, 0, 90, {360, 640}), cv::Rect(0, 218, 360, 203));
  EXPECT_EQ(shown(frame, {{640, 360}, {}}, 0, 90, {360, 640}), cv::Rect(0, 0, 360, 640));
}

}  // namespace
}  // namespace securepose::media
