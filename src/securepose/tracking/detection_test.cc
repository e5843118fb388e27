#include "securepose/tracking/detection.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using geometry::Point;

const TrackingOptions kOptions;
const testing::StandingPerson kPerson{.feet = {300, 600}, .height_px = 400};

TEST(FrameTransform, TurnsRecordedPlacesUpright) {
  FrameTransform transform{90, 1920, 1080, {}};
  EXPECT_EQ(transform(Point{0, 0}), (Point{1080, 0}));
  EXPECT_EQ(transform(Point{1920, 1080}), (Point{0, 1920}));
  transform.turn_deg = 180;
  EXPECT_EQ(transform(Point{10, 20}), (Point{1910, 1060}));
  transform.turn_deg = 270;
  EXPECT_EQ(transform(Point{0, 0}), (Point{0, 1920}));
  transform.turn_deg = 0;
  transform.camera = {5, 6};
  EXPECT_EQ(transform(Point{10, 20}), (Point{5, 14}));
}

TEST(FrameTransform, KeepsTheSizeOfATurnedBox) {
  const FrameTransform transform{270, 1920, 1080, {}};
  const geometry::Box box = transform(geometry::Box{100, 200, 400, 300});
  EXPECT_DOUBLE_EQ(box.width_px(), 100);
  EXPECT_DOUBLE_EQ(box.height_px(), 300);
}

TEST(MakeDetection, MeasuresTheStature) {
  const Detection s = make_detection(testing::observed(kPerson), {}, kOptions);
  EXPECT_TRUE(s.landmarks_trusted);
  EXPECT_TRUE(s.size_from_torso);
  EXPECT_NEAR(s.size_px, 400, 10);
  EXPECT_LT(geometry::distance_px(s.anchor, {300, 600 - 0.818 * 400}), 1);
  EXPECT_TRUE(s.has(ShapePoint::kHead));
  EXPECT_TRUE(s.has(ShapePoint::kRightAnkle));
}

TEST(MakeDetection, DoesNotTrustANeighboursLandmarks) {
  auto person = testing::observed(kPerson);
  for (auto& mark : person.landmarks->landmarks) mark.point = mark.point + Point{110, 0};
  const Detection s = make_detection(person, {}, kOptions);
  EXPECT_FALSE(s.landmarks_trusted);
  EXPECT_NEAR(s.anchor.x_px, 300, 1);  // MoveNet's
}

TEST(MakeDetection, TrustsLandmarksWithExchangedSides) {
  auto person = testing::observed(kPerson);
  for (std::size_t k = 5; k < 17; k += 2)
    std::swap(person.movenet->keypoints[k], person.movenet->keypoints[k + 1]);
  EXPECT_TRUE(make_detection(person, {}, kOptions).landmarks_trusted);
}

TEST(MakeDetection, TakesTheBoxWithoutPoints) {
  auto person = testing::observed(kPerson);
  person.landmarks.reset();
  person.movenet.reset();
  const Detection s = make_detection(person, {}, kOptions);
  EXPECT_FALSE(s.size_from_torso);
  EXPECT_EQ(s.seen, 0);
  EXPECT_NEAR(s.size_px, 400, 1);
  EXPECT_FALSE(s.landmarks_trusted);
}

TEST(PointDistance, IsInSizes) {
  auto moved = kPerson;
  moved.feet.x_px += 40;
  const auto a = testing::observed(kPerson);
  const auto b = testing::observed(moved);
  const auto distance =
      point_distance(make_detection(a, {}, kOptions), make_detection(b, {}, kOptions), 4);
  ASSERT_TRUE(distance);
  EXPECT_NEAR(*distance, 40 / make_detection(a, {}, kOptions).size_px, 0.01);
}

TEST(ShapeDistance, IgnoresPlaceAndExchangedSides) {
  auto moved = kPerson;
  moved.feet.x_px += 40;
  const auto a = testing::observed(kPerson);
  auto b = testing::observed(moved);
  EXPECT_NEAR(*shape_distance(make_detection(a, {}, kOptions), make_detection(b, {}, kOptions), 4),
              0, 1e-6);
  using B = pose::BlazePose;
  auto& marks = b.landmarks->landmarks;
  for (const auto& [left, right] : {std::pair{B::kLeftShoulder, B::kRightShoulder},
                                    {B::kLeftElbow, B::kRightElbow},
                                    {B::kLeftWrist, B::kRightWrist},
                                    {B::kLeftHip, B::kRightHip},
                                    {B::kLeftKnee, B::kRightKnee},
                                    {B::kLeftAnkle, B::kRightAnkle}})
    std::swap(marks[static_cast<std::size_t>(left)], marks[static_cast<std::size_t>(right)]);
  EXPECT_NEAR(*shape_distance(make_detection(a, {}, kOptions), make_detection(b, {}, kOptions), 4),
              0.02, 1e-3);
}

TEST(ShapeDistance, NothingWithTooFewCommonPoints) {
  auto person = testing::observed(kPerson);
  const Detection whole = make_detection(person, {}, kOptions);
  Detection none = whole;
  none.seen = 0;
  EXPECT_FALSE(shape_distance(whole, none, 4));
}

}  // namespace
}  // namespace securepose::tracking
