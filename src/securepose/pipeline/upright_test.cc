#include "securepose/pipeline/upright.h"

#include <gtest/gtest.h>

namespace securepose::pipeline {
namespace {

TEST(BestTurn, NoneUnlessAnotherIsClearlyBetter) {
  EXPECT_EQ(best_turn_deg({{0, 0, 0, 0}}), 0);
  EXPECT_EQ(best_turn_deg({{4, 4.5, 1, 1}}), 0);
  EXPECT_EQ(best_turn_deg({{0.0, 0.3, 0, 0}}), 0) << "too little evidence";
  EXPECT_EQ(best_turn_deg({{1, 6, 1, 2}}), 90);
  EXPECT_EQ(best_turn_deg({{1, 2, 5, 2}}), 180);
  EXPECT_EQ(best_turn_deg({{1, 2, 2, 5}}), 270);
}

TEST(Turned, IsClockwise) {
  cv::Mat rgb = cv::Mat::zeros(2, 3, CV_8UC3);
  rgb.at<cv::Vec3b>(0, 0) = {255, 0, 0};  // top left
  EXPECT_EQ(turned(rgb, 90).at<cv::Vec3b>(0, 1)[0], 255) << "top right";
  EXPECT_EQ(turned(rgb, 180).at<cv::Vec3b>(1, 2)[0], 255) << "bottom right";
  EXPECT_EQ(turned(rgb, 270).at<cv::Vec3b>(2, 0)[0], 255) << "bottom left";
}

}  // namespace
}  // namespace securepose::pipeline
