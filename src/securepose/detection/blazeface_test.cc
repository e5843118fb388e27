#include "securepose/detection/blazeface.h"

#include <gmock/gmock.h>

#include <opencv2/core.hpp>

#include "securepose/testing/drawn_person.h"

namespace securepose::detection {
namespace {

using geometry::Point;

void expect_near(Point found, Point expected, double tolerance_px) {
  EXPECT_NEAR(found.x_px, expected.x_px, tolerance_px);
  EXPECT_NEAR(found.y_px, expected.y_px, tolerance_px);
}

TEST(BlazeFace, DrawnFaceIsFoundInAnUprightAndInATurnedCrop) {
  const testing::DrawnPerson drawn = testing::draw_person(1.5);
  BlazeFace network({}, {});
  for (const double angle_deg : {0.0, 30.0, -30.0}) {
    const auto faces = network.detect(drawn.rgb, {{480, 150}, 300, angle_deg});
    ASSERT_EQ(faces.size(), 1) << angle_deg;
    EXPECT_GT(faces[0].score, 0.5);
    EXPECT_EQ(faces[0].source, FaceSource::kBlazeFaceHead);
    expect_near(faces[0].points.right_eye, drawn.right_eye, 6);
    expect_near(faces[0].points.left_eye, drawn.left_eye, 6);
    EXPECT_GT(faces[0].points.mouth.y_px, faces[0].points.nose.y_px);
  }
}

TEST(BlazeFace, LyingHeadIsFoundInACropThatStandsItUp) {
  const testing::DrawnPerson drawn = testing::draw_person(1.5);
  cv::Mat lying;
  cv::rotate(drawn.rgb, lying, cv::ROTATE_90_CLOCKWISE);
  BlazeFace network({}, {});
  // The point (x, y) went to (960 - y, x); up became right, which is an angle of 90 degrees.
  const auto faces = network.detect(lying, {{960 - 150, 480}, 300, 90});
  ASSERT_EQ(faces.size(), 1);
  expect_near(faces[0].points.right_eye, {960 - drawn.right_eye.y_px, drawn.right_eye.x_px}, 6);
  expect_near(faces[0].points.left_eye, {960 - drawn.left_eye.y_px, drawn.left_eye.x_px}, 6);
}

TEST(BlazeFace, DrawnFaceGivesTheStoredNumbers) {
  // Stored from this network on OpenVINO 2026.4.1.
  BlazeFace network({}, {});
  const auto faces = network.detect(testing::draw_person(1.5).rgb, {{480, 150}, 300, 0});
  ASSERT_EQ(faces.size(), 1);
  EXPECT_NEAR(faces[0].score, 0.8334, 0.01);
  expect_near({faces[0].box_px.x1_px, faces[0].box_px.y1_px}, {426.78, 112.33}, 1);
  expect_near({faces[0].box_px.x2_px, faces[0].box_px.y2_px}, {532.91, 218.45}, 1);
  expect_near(faces[0].points.nose, {478.50, 170.45}, 1);
}

TEST(BlazeFace, EmptyWallAndPlacesOutsideHoldNoFace) {
  BlazeFace network({.min_score = 0.3}, {});
  const cv::Mat wall(270, 480, CV_8UC3, cv::Scalar(200, 196, 190));
  EXPECT_TRUE(network.detect(wall, {{240, 135}, 200, 0}).empty());
  EXPECT_TRUE(network.detect(wall, {{-5000, 135}, 200, 0}).empty());
}

}  // namespace
}  // namespace securepose::detection
