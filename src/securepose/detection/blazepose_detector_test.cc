#include "securepose/detection/blazepose_detector.h"

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

TEST(BodyCircle, SquareTurnsWithThePerson) {
  const auto square_of = [](Point circle_point) {
    return BodyCircle{.shoulder_center = {},
                      .hip_center = {100, 200},
                      .circle_point = Point{100, 200} + circle_point,
                      .score = 1}
        .landmark_square();
  };
  EXPECT_EQ(square_of({0, -40}).center, (Point{100, 200}));
  EXPECT_DOUBLE_EQ(square_of({0, -40}).side_px, 100);
  EXPECT_DOUBLE_EQ(square_of({0, -40}).angle_deg, 0);
  EXPECT_NEAR(square_of({40, 0}).angle_deg, 90, 1e-9);
  EXPECT_NEAR(square_of({-40, 0}).angle_deg, -90, 1e-9);
  EXPECT_NEAR(square_of({30, 40}).angle_deg, 180 - 36.8699, 1e-4);
}

TEST(BlazePoseDetector, DrawnPersonIsPlaced) {
  const testing::DrawnPerson drawn = testing::draw_person(1.5);
  const Point shoulders = 0.5 * (drawn.left_shoulder + drawn.right_shoulder);
  BlazePoseDetector network({}, {});
  for (const double angle_deg : {0.0, 20.0}) {
    const auto bodies = network.detect(drawn.rgb, {{480, 480}, 960, angle_deg});
    ASSERT_EQ(bodies.size(), 1) << angle_deg;
    EXPECT_GT(bodies[0].score, 0.9);
    expect_near(bodies[0].shoulder_center, shoulders, 12);
    EXPECT_NEAR(bodies[0].landmark_square().angle_deg, 0, 3);
    EXPECT_NEAR(bodies[0].landmark_square().side_px, 1000, 60);
  }
}

TEST(BlazePoseDetector, UpperBodyAlonePlacesTheHipsOutsideThePicture) {
  const testing::DrawnPerson drawn = testing::draw_person(1.5);
  const cv::Mat bust = drawn.rgb(cv::Rect(240, 40, 480, 300)).clone();
  BlazePoseDetector network({}, {});
  const auto bodies = network.detect(bust, {{240, 150}, 480, 0});
  ASSERT_FALSE(bodies.empty());
  EXPECT_GT(bodies[0].hip_center.y_px, 300);
}

TEST(BlazePoseDetector, DrawnPersonGivesTheStoredNumbers) {
  // Stored from this network on OpenVINO 2026.4.1.
  BlazePoseDetector network({}, {});
  const auto bodies = network.detect(testing::draw_person(1.5).rgb, {{480, 480}, 960, 0});
  ASSERT_EQ(bodies.size(), 1);
  EXPECT_NEAR(bodies[0].score, 0.9745, 0.01);
  expect_near(bodies[0].hip_center, {478.56, 506.49}, 1.5);
  expect_near(bodies[0].circle_point, {477.94, 103.60}, 1.5);
  expect_near(bodies[0].shoulder_center, {480.58, 255.48}, 1.5);
}

TEST(BlazePoseDetector, EmptyWallHoldsNobody) {
  BlazePoseDetector network({}, {});
  const cv::Mat wall(270, 480, CV_8UC3, cv::Scalar(200, 196, 190));
  EXPECT_TRUE(network.detect(wall, {{240, 135}, 480, 0}).empty());
}

}  // namespace
}  // namespace securepose::detection
