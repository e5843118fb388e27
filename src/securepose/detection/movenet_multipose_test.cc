#include "securepose/detection/movenet_multipose.h"

#include <gmock/gmock.h>

#include <array>
#include <limits>

#include "securepose/testing/drawn_person.h"

namespace securepose::detection {
namespace {

using geometry::Box;
using geometry::Point;

std::array<float, 56> known_row() {
  std::array<float, 56> row{};
  row[0] = 0.5F;  // nose: y, x, score
  row[1] = 0.25F;
  row[2] = 0.75F;
  row[51] = 0.125F;  // top, left, bottom, right, score
  row[52] = 0.25F;
  row[53] = 0.5F;
  row[54] = 1;
  row[55] = 0.625F;
  return row;
}

TEST(DecodeMoveNetRow, KnownRowGivesKnownPerson) {
  const auto person = decode_movenet_row(known_row(), 800, 400, 0.1);
  ASSERT_TRUE(person.has_value());
  EXPECT_EQ(person->box_px, (Box{200, 50, 800, 200}));
  EXPECT_EQ(person->score, 0.625);
  EXPECT_EQ(person->keypoints[0].point, (Point{200, 200}));
  EXPECT_EQ(person->keypoints[0].score, 0.75);
}

TEST(DecodeMoveNetRow, WeakOrBrokenRowsGiveNobody) {
  auto row = known_row();
  EXPECT_FALSE(decode_movenet_row(row, 800, 400, 0.7).has_value());
  row[30] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(decode_movenet_row(row, 800, 400, 0.1).has_value());
}

class MoveNet : public ::testing::Test {
 protected:
  static void expect_near(Point found, Point expected, double tolerance_px) {
    EXPECT_NEAR(found.x_px, expected.x_px, tolerance_px);
    EXPECT_NEAR(found.y_px, expected.y_px, tolerance_px);
  }
};

TEST_F(MoveNet, DrawnPersonIsFoundOnceWhereItStands) {
  const testing::DrawnPerson drawn = testing::draw_person(1.5);
  MoveNetMultiPose network({}, {});
  const auto people = network.detect(drawn.rgb);
  ASSERT_EQ(people.size(), 1);
  EXPECT_GT(people[0].score, 0.5);
  expect_near(people[0].keypoints[1].point, drawn.left_eye, 10);
  expect_near(people[0].keypoints[2].point, drawn.right_eye, 10);
  expect_near(people[0].keypoints[5].point, drawn.left_shoulder, 15);
  expect_near(people[0].keypoints[6].point, drawn.right_shoulder, 15);
  expect_near(people[0].keypoints[13].point, drawn.left_knee, 20);
  expect_near(people[0].keypoints[14].point, drawn.right_knee, 20);
}

TEST_F(MoveNet, DrawnPersonGivesTheStoredNumbers) {
  // Stored from this network on OpenVINO 2026.4.1.
  MoveNetMultiPose network({.long_sides_px = {256}}, {});
  const auto people = network.detect(testing::draw_person(1.5).rgb);
  ASSERT_EQ(people.size(), 1);
  EXPECT_NEAR(people[0].score, 0.7265, 0.02);
  expect_near({people[0].box_px.x1_px, people[0].box_px.y1_px}, {328.8, 67.3}, 4);
  expect_near({people[0].box_px.x2_px, people[0].box_px.y2_px}, {627.2, 883.1}, 4);
  expect_near(people[0].keypoints[0].point, {476.2, 160.5}, 2);
  expect_near(people[0].keypoints[13].point, {537.8, 651.7}, 2);
}

TEST_F(MoveNet, PaddingMovesNothing) {
  const testing::DrawnPerson drawn = testing::draw_person(1);
  // 640 x 620 becomes 640 x 640 with black below.
  const cv::Mat cut = drawn.rgb(cv::Rect(0, 0, 640, 620)).clone();
  MoveNetMultiPose network({.long_sides_px = {256}}, {});
  const auto whole = network.detect(drawn.rgb);
  const auto part = network.detect(cut);
  ASSERT_EQ(whole.size(), 1);
  ASSERT_EQ(part.size(), 1);
  for (const std::size_t k : {0U, 5U, 6U})
    expect_near(part[0].keypoints[k].point, whole[0].keypoints[k].point, 5);
}

TEST_F(MoveNet, EmptyRoomHoldsNobody) {
  MoveNetMultiPose network({}, {});
  const cv::Mat wall(360, 640, CV_8UC3, cv::Scalar(200, 196, 190));
  EXPECT_TRUE(network.detect(wall).empty());
}

}  // namespace
}  // namespace securepose::detection
