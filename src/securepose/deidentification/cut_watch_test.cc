#include "securepose/deidentification/cut_watch.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace securepose::deidentification {
namespace {

cv::Mat room(int step) {
  cv::Mat picture(180, 320, CV_8UC3, cv::Scalar(40, 60, 80));
  cv::rectangle(picture, {20 + 3 * step, 40, 50, 120}, {200, 180, 160}, cv::FILLED);
  return picture;
}

cv::Mat garden() {
  cv::Mat picture(180, 320, CV_8UC3, cv::Scalar(90, 200, 70));
  cv::circle(picture, {200, 90}, 50, {240, 240, 250}, cv::FILLED);
  return picture;
}

TEST(CutWatch, SomebodyWhoMovesIsNoCutAnotherPlaceIs) {
  CutWatch watch;
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(watch.is_cut(room(i))) << i;
  EXPECT_TRUE(watch.is_cut(garden()));
  EXPECT_FALSE(watch.is_cut(garden()));
}

}  // namespace
}  // namespace securepose::deidentification
