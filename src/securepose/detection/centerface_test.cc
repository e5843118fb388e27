#include "securepose/detection/centerface.h"

#include <gmock/gmock.h>

#include <opencv2/core.hpp>

#include "securepose/testing/drawn_person.h"

namespace securepose::detection {
namespace {

using geometry::Point;
using testing::DrawnPerson;

void expect_near(Point found, Point expected, double tolerance_px) {
  EXPECT_NEAR(found.x_px, expected.x_px, tolerance_px);
  EXPECT_NEAR(found.y_px, expected.y_px, tolerance_px);
}

TEST(CenterFace, DrawnFaceIsFoundWithItsEyes) {
  const DrawnPerson drawn = testing::draw_person(1.5);
  CenterFace network({}, {});
  for (const int long_side_px : {480, 960, 4000}) {
    const auto faces = network.detect(drawn.rgb, long_side_px, FaceSource::kCenterFaceHalf);
    ASSERT_EQ(faces.size(), 1) << long_side_px;
    EXPECT_GT(faces[0].score, 0.5);
    EXPECT_EQ(faces[0].source, FaceSource::kCenterFaceHalf);
    expect_near(faces[0].points.right_eye, drawn.right_eye, 8);
    expect_near(faces[0].points.left_eye, drawn.left_eye, 8);
  }
}

TEST(CenterFace, DrawnFaceGivesTheStoredNumbers) {
  // Stored from this network on OpenVINO 2026.4.1.
  CenterFace network({}, {});
  const auto faces =
      network.detect(testing::draw_person(1.5).rgb, 480, FaceSource::kCenterFaceFull);
  ASSERT_EQ(faces.size(), 1);
  EXPECT_NEAR(faces[0].score, 0.8607, 0.01);
  expect_near({faces[0].box_px.x1_px, faces[0].box_px.y1_px}, {434.93, 101.37}, 1);
  expect_near({faces[0].box_px.x2_px, faces[0].box_px.y2_px}, {529.21, 226.12}, 1);
  expect_near(faces[0].points.nose, {480.73, 166.72}, 1);
  expect_near(faces[0].points.mouth, {479.50, 190.38}, 1);
}

TEST(CenterFace, SizesThatAreNoMultipleOf32KeepTheFaceInPlace) {
  const DrawnPerson drawn = testing::draw_person(1);
  const cv::Mat cut = drawn.rgb(cv::Rect(100, 0, 413, 397)).clone();
  CenterFace network({}, {});
  const auto faces = network.detect(cut, 1000, FaceSource::kCenterFaceFull);
  ASSERT_EQ(faces.size(), 1);
  expect_near(faces[0].points.right_eye, drawn.right_eye - Point{100, 0}, 6);
  expect_near(faces[0].points.left_eye, drawn.left_eye - Point{100, 0}, 6);
}

TEST(CenterFace, FaceAtTheEdgeKeepsItsSize) {
  const DrawnPerson drawn = testing::draw_person(1);
  CenterFace network({}, {});
  // The picture ends in the middle of the forehead.
  const cv::Mat cut = drawn.rgb(cv::Rect(0, 80, 640, 480)).clone();
  const auto faces = network.detect(cut, 640, FaceSource::kCenterFaceFull);
  ASSERT_FALSE(faces.empty());
  EXPECT_LT(faces[0].box_px.y1_px, 0);
}

TEST(CenterFace, TinyPictureAndEmptyWallHoldNoFace) {
  CenterFace network({.min_score = 0.2}, {});
  EXPECT_TRUE(
      network.detect(cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(90)), 960, FaceSource::kCenterFaceFull)
          .empty());
  EXPECT_TRUE(network
                  .detect(cv::Mat(270, 480, CV_8UC3, cv::Scalar(200, 196, 190)), 480,
                          FaceSource::kCenterFaceFull)
                  .empty());
}

}  // namespace
}  // namespace securepose::detection
