#include "securepose/observation/head_place.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::observation {
namespace {

using geometry::Point;

const testing::StandingPerson kPerson{.feet = {300, 600}, .height_px = 400};
// Between chin and crown.
const Point kHead{300, 600 - 0.935 * 400};

TEST(HeadPlace, ByLandmarks) {
  const auto head = head_place(testing::observed(kPerson), true, 0);
  ASSERT_TRUE(head);
  EXPECT_LT(geometry::distance_px(head->center, kHead), 10);
  EXPECT_NEAR(head->height_px, 0.13 * 400, 8);
  EXPECT_GT(head->certainty, 0.9);
}

TEST(HeadPlace, ByMoveNetWhereLandmarksAreNotTrusted) {
  auto person = testing::observed(kPerson);
  for (auto& mark : person.landmarks->landmarks) mark.point = mark.point + Point{200, 0};
  const auto head = head_place(person, false, 0);
  ASSERT_TRUE(head);
  EXPECT_LT(geometry::distance_px(head->center, kHead), 12);
}

TEST(HeadPlace, ByTheBoxAlone) {
  auto person = testing::observed(kPerson);
  person.landmarks.reset();
  person.movenet.reset();
  const auto head = head_place(person, false, 0);
  ASSERT_TRUE(head);
  EXPECT_LT(geometry::distance_px(head->center, kHead), 15);
  EXPECT_LT(head->certainty, 0.5);
}

TEST(HeadPlace, ByTheBoxOfARecordingHeldSideways) {
  PersonObservation person;
  // Recorded lying on the left side: after a quarter turn clockwise the person stands.
  person.box_px = {100, 200, 500, 330};
  const auto head = head_place(person, false, 90);
  ASSERT_TRUE(head);
  EXPECT_LT(head->center.x_px, 150);
  EXPECT_NEAR(head->center.y_px, 265, 1e-9);
}

TEST(HeadPlace, NothingWithoutAnything) { EXPECT_FALSE(head_place(PersonObservation{}, false, 0)); }

}  // namespace
}  // namespace securepose::observation
