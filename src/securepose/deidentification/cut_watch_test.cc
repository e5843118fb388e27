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

/// Flowers all over.
cv::Mat garden() {
  cv::Mat picture(180, 320, CV_8UC3, cv::Scalar(90, 200, 70));
  cv::RNG random(5);
  for (int i = 0; i < 60; ++i) {
    const cv::Point center(random.uniform(0, 320), random.uniform(0, 180));
    const cv::Scalar colour(random.uniform(0, 255), random.uniform(0, 255), random.uniform(0, 255));
    cv::circle(picture, center, random.uniform(8, 30), colour, cv::FILLED, cv::LINE_AA);
  }
  return picture;
}

TEST(CutWatch, SomebodyWhoMovesIsNoCutAnotherPlaceIs) {
  CutWatch watch;
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(watch.is_cut(room(i))) << i;
  EXPECT_TRUE(watch.is_cut(garden()));
  for (int i = 0; i < 15; ++i) EXPECT_FALSE(watch.is_cut(garden())) << i;
  cv::Mat mirrored;
  cv::flip(garden(), mirrored, 1);
  EXPECT_TRUE(watch.is_cut(mirrored));
}

}  // namespace
}  // namespace securepose::deidentification
