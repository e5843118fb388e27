#include "securepose/geometry/quarter_turn.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace securepose::geometry {
namespace {

TEST(Turned, IsClockwise) {
  cv::Mat rgb = cv::Mat::zeros(2, 3, CV_8UC3);
  rgb.at<cv::Vec3b>(0, 0) = {255, 0, 0};  // top left
  EXPECT_EQ(turned(rgb, 90).at<cv::Vec3b>(0, 1)[0], 255) << "top right";
  EXPECT_EQ(turned(rgb, 180).at<cv::Vec3b>(1, 2)[0], 255) << "bottom right";
  EXPECT_EQ(turned(rgb, 270).at<cv::Vec3b>(2, 0)[0], 255) << "bottom left";
}

TEST(RecordedFromTurned, FindsEachPixelAgain) {
  cv::Mat recorded(2, 3, CV_8U);
  for (int i = 0; i < 6; ++i) recorded.at<std::uint8_t>(i / 3, i % 3) = static_cast<uchar>(i);
  for (const int turn_deg : {0, 90, 180, 270}) {
    const cv::Mat picture = turned(recorded, turn_deg);
    const RecordedFromTurned back(turn_deg, recorded.cols, recorded.rows);
    for (int y = 0; y < picture.rows; ++y) {
      for (int x = 0; x < picture.cols; ++x) {
        const Box pixel = back(Box{double(x), double(y), x + 1.0, y + 1.0});
        EXPECT_EQ(
            recorded.at<std::uint8_t>(static_cast<int>(pixel.y1_px), static_cast<int>(pixel.x1_px)),
            picture.at<std::uint8_t>(y, x))
            << turn_deg << " degrees, " << x << ", " << y;
      }
    }
  }
}

TEST(RecordedFromTurned, TurnsAnEllipseWithThePicture) {
  const Ellipse upright{{40, 30}, 5, 12, 20};
  for (const int turn_deg : {0, 90, 180, 270}) {
    const RecordedFromTurned back(turn_deg, 200, 100);
    const Ellipse recorded = back(upright);
    for (int x = 20; x < 60; x += 3) {
      for (int y = 10; y < 50; y += 3) {
        const Point p{x + 0.5, y + 0.5};
        EXPECT_EQ(recorded.contains(back(p)), upright.contains(p)) << turn_deg;
      }
    }
  }
}

}  // namespace
}  // namespace securepose::geometry
