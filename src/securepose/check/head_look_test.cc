#include "securepose/check/head_look.h"

#include <gtest/gtest.h>

namespace securepose::check {
namespace {

using geometry::Box;

detection::PersonDetection person_at(double x_px, double y_px, double head_px) {
  detection::PersonDetection person;
  person.box_px = {x_px - head_px, y_px - head_px, x_px + head_px, y_px + 6.5 * head_px};
  const auto put = [&](std::size_t i, double dx, double dy) {
    person.keypoints.at(i) = {{x_px + dx * head_px, y_px + dy * head_px}, 0.6};
  };
  put(0, 0, 0.05);
  put(1, 0.1, -0.05);
  put(2, -0.1, -0.05);
  put(3, 0.3, 0);
  put(4, -0.3, 0);
  put(5, 0.75, 0.9);
  put(6, -0.75, 0.9);
  return person;
}

TEST(HeadAt, ThePlaceOfTheHeadIsToldWithItsSize) {
  const auto head = head_at(person_at(200, 100, 40), Box::around({205, 95}, 50, 60));
  ASSERT_TRUE(head);
  EXPECT_NEAR(head->center.x_px, 200, 2);
  EXPECT_NEAR(head->size_px, 40, 4);
  EXPECT_NEAR(head->score, 0.6, 1e-9);
}

TEST(HeadAt, AHeadElsewhereIsNotTheOne) {
  EXPECT_FALSE(head_at(person_at(200, 100, 40), Box::around({250, 100}, 50, 60)));
}

TEST(HeadAt, SomebodyMuchSmallerStandsBehind) {
  EXPECT_FALSE(head_at(person_at(200, 100, 10), Box::around({200, 100}, 100, 120)));
}

TEST(HeadAt, PointsThatAreNotSeenSayNothing) {
  auto person = person_at(200, 100, 40);
  for (auto& point : person.keypoints) point.score = 0.05;
  EXPECT_FALSE(head_at(person, Box::around({200, 100}, 50, 60)));
}

}  // namespace
}  // namespace securepose::check
