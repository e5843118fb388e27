#include "securepose/observation/body_shape.h"

#include <gtest/gtest.h>

namespace securepose::observation {
namespace {

using geometry::Point;

/// Somebody who stands 480 px tall with the head's middle at 300, 100, arms hanging, seen from the
/// front; every point as sure as `score`.
detection::PersonDetection standing(double score) {
  detection::PersonDetection person;
  const auto put = [&](std::size_t left, double half_width_px, double y_px) {
    person.keypoints[left] = {{300 + half_width_px, y_px}, score};
    person.keypoints[left + 1] = {{300 - half_width_px, y_px}, score};
  };
  person.keypoints[0] = {{300, 102}, score};
  put(1, 8, 96);
  put(3, 19, 100);
  put(5, 47, 165);
  put(7, 60, 255);
  put(9, 65, 325);
  put(11, 40, 303);
  put(13, 40, 421);
  put(15, 40, 540);
  return person;
}

TEST(BodyShape, OfADetectorsPointsHasTrunkLimbsAndWhereHandsAndFeetMustBe) {
  const BodyShape body(standing(0.8));
  EXPECT_TRUE(body.has_at({300, 230})) << "chest";
  EXPECT_TRUE(body.has_at({340, 421})) << "knee";
  EXPECT_TRUE(body.has_at({365, 370})) << "hand";
  EXPECT_TRUE(body.has_at({340, 558})) << "foot";
  EXPECT_FALSE(body.has_at({500, 230})) << "beside";
  EXPECT_FALSE(body.has_at({300, 110})) << "its own head";
  EXPECT_FALSE(body.has_at({300, 170})) << "above the trunk, where others stand behind";
}

TEST(BodyShape, HasItsHeadWhereTheHeadPointsAre) {
  const BodyShape body(standing(0.8));
  EXPECT_TRUE(body.has_head_at({310, 110}));
  EXPECT_FALSE(body.has_head_at({300, 230}));
}

TEST(BodyShape, LowerLegsAreShanksAndFeetOnly) {
  const BodyShape body(standing(0.8));
  EXPECT_TRUE(body.has_lower_leg_at({340, 480}));
  EXPECT_FALSE(body.has_lower_leg_at({300, 230}));
}

TEST(BodyShape, WithoutAHeadNothingCounts) {
  detection::PersonDetection person = standing(0.8);
  for (std::size_t i = 0; i < 5; ++i) person.keypoints.at(i).score = 0.1;
  const BodyShape body(person);
  EXPECT_FALSE(body.has_at({300, 230}));
  EXPECT_FALSE(body.has_head_at({300, 100}));
}

TEST(BodyShape, PointsThatWereHardlySeenPlaceNoLimb) {
  detection::PersonDetection person = standing(0.8);
  for (const std::size_t i : {13U, 14U}) person.keypoints.at(i).score = 0.1;
  const BodyShape body(person);
  EXPECT_FALSE(body.has_at({340, 421}));
  EXPECT_TRUE(body.has_at({300, 230}));
}

TEST(BodyShape, OfATurnedPersonIsMeasuredByTheTrunk) {
  detection::PersonDetection person = standing(0.8);
  for (auto& keypoint : person.keypoints)
    keypoint.point.x_px = 300 + 0.1 * (keypoint.point.x_px - 300);
  const BodyShape body(person);
  EXPECT_TRUE(body.has_at({325, 230})) << "a trunk is about one head deep";
  EXPECT_FALSE(body.has_at({400, 230}));
}

}  // namespace
}  // namespace securepose::observation
