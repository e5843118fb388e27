#include "securepose/observation/turned_frame.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace securepose::observation {
namespace {

/// A white pixel's centre, found in a picture.
geometry::Point white_pixel(const cv::Mat& picture) {
  double largest = 0;
  cv::Point at;
  cv::minMaxLoc(picture, nullptr, &largest, nullptr, &at);
  return {at.x + 0.5, at.y + 0.5};
}

class TurnBack : public testing::TestWithParam<int> {};

TEST_P(TurnBack, FindsThePixelWhereItWasRecorded) {
  constexpr int kWidth_px = 40;
  constexpr int kHeight_px = 30;
  cv::Mat recorded = cv::Mat::zeros(kHeight_px, kWidth_px, CV_8U);
  recorded.at<std::uint8_t>(7, 31) = 255;
  cv::Mat turned = recorded;
  if (GetParam() == 90) cv::rotate(recorded, turned, cv::ROTATE_90_CLOCKWISE);
  if (GetParam() == 180) cv::rotate(recorded, turned, cv::ROTATE_180);
  if (GetParam() == 270) cv::rotate(recorded, turned, cv::ROTATE_90_COUNTERCLOCKWISE);

  const geometry::Point p = white_pixel(turned);
  FrameObservations seen;
  seen.faces.push_back({});
  seen.faces[0].detection.box_px = geometry::Box::around(p, 4, 6);
  seen.faces[0].detection.points.nose = p;
  seen.people.push_back({});
  seen.people[0].box_px = geometry::Box::around(p, 4, 6);
  pose::PoseLandmarks landmarks;
  landmarks.landmarks[0].point = p;
  landmarks.square = {p, 10, 0};
  seen.people[0].landmarks = landmarks;
  turn_back(seen, GetParam(), kWidth_px, kHeight_px);

  const geometry::Point truth{31.5, 7.5};
  EXPECT_EQ(seen.faces[0].detection.points.nose, truth);
  EXPECT_EQ(seen.people[0].landmarks->landmarks[0].point, truth);
  EXPECT_EQ(seen.people[0].landmarks->square.center, truth);
  const bool sideways = GetParam() % 180 != 0;
  EXPECT_EQ(seen.people[0].box_px,
            geometry::Box::around(truth, sideways ? 6 : 4, sideways ? 4 : 6));
}

TEST_P(TurnBack, TurnsWorldPointsAsThePicture) {
  FrameObservations seen;
  seen.people.push_back({});
  pose::PoseLandmarks landmarks;
  // In the turned picture, landmark 1 lies right of landmark 0 by as much as its world point.
  landmarks.landmarks[0].point = {10, 10};
  landmarks.landmarks[1].point = {15, 12};
  landmarks.world[1] = {5, 2, 9};
  seen.people[0].landmarks = landmarks;
  turn_back(seen, GetParam(), 100, 80);
  const auto& back = *seen.people[0].landmarks;
  const geometry::Point offset = back.landmarks[1].point - back.landmarks[0].point;
  EXPECT_DOUBLE_EQ(back.world[1].x_m, offset.x_px);
  EXPECT_DOUBLE_EQ(back.world[1].y_m, offset.y_px);
  EXPECT_DOUBLE_EQ(back.world[1].z_m, 9);
}

INSTANTIATE_TEST_SUITE_P(EveryTurn, TurnBack, testing::Values(0, 90, 180, 270));

}  // namespace
}  // namespace securepose::observation
