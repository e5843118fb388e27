#include "securepose/detection/person_similarity.h"

#include <gmock/gmock.h>

namespace securepose::detection {
namespace {

using geometry::Point;

/// A person of 100 x 200 pixels whose points lie on a slanted line.
PersonDetection person(Point corner, double score) {
  PersonDetection one;
  one.box_px = {corner.x_px, corner.y_px, corner.x_px + 100, corner.y_px + 200};
  one.score = score;
  for (std::size_t i = 0; i < one.keypoints.size(); ++i) {
    const double share = static_cast<double>(i) / 16;
    one.keypoints[i] = {.point = corner + Point{100 * share, 200 * share}, .score = 0.9};
  }
  return one;
}

TEST(KeypointSimilarity, SamePersonIsOne) {
  EXPECT_DOUBLE_EQ(keypoint_similarity(person({10, 10}, 1), person({10, 10}, 1)).value(), 1);
}

TEST(KeypointSimilarity, FallsWithDistanceAndIsSymmetric) {
  const PersonDetection a = person({0, 0}, 1);
  double before = 1;
  for (const double shift_px : {2.0, 10.0, 40.0, 200.0}) {
    const PersonDetection b = person({shift_px, 0}, 1);
    const double similarity = keypoint_similarity(a, b).value();
    EXPECT_LT(similarity, before);
    EXPECT_DOUBLE_EQ(similarity, keypoint_similarity(b, a).value());
    before = similarity;
  }
  EXPECT_LT(before, 0.01);
}

TEST(KeypointSimilarity, OneWidthAwayGivesTheKnownValue) {
  PersonDetection a = person({0, 0}, 1);
  PersonDetection b = a;
  for (ScoredPoint& p : a.keypoints) p.score = 0;
  // Shoulders and one hip; area 20 000, so 2 * 0.079 * sqrt(20000) = 22.34 pixels is one width.
  for (const std::size_t i : {5U, 6U, 11U}) a.keypoints[i].score = 0.9;
  b.keypoints[5].point.x_px += 2 * 0.079 * std::sqrt(20000.0);
  EXPECT_NEAR(keypoint_similarity(a, b).value(), (std::exp(-0.5) + 2) / 3, 1e-9);
}

TEST(KeypointSimilarity, NothingInCommonSaysNothing) {
  PersonDetection a = person({0, 0}, 1);
  for (std::size_t i = 2; i < a.keypoints.size(); ++i) a.keypoints[i].score = 0.1;
  EXPECT_FALSE(keypoint_similarity(a, person({0, 0}, 1)).has_value());
  EXPECT_FALSE(keypoint_similarity(PersonDetection{}, PersonDetection{}).has_value());
}

TEST(WithoutRepetitions, UpperHalfOfTheSamePersonGoes) {
  PersonDetection half = person({0, 0}, 0.3);
  half.box_px.y2_px = 90;
  for (std::size_t i = 7; i < half.keypoints.size(); ++i) half.keypoints[i].score = 0.05;
  const auto kept = without_repetitions({half, person({300, 0}, 0.4), person({1, 1}, 0.8)}, 0.35);
  ASSERT_EQ(kept.size(), 2);
  EXPECT_EQ(kept[0].score, 0.8);
  EXPECT_EQ(kept[1].score, 0.4);
}

TEST(WithoutRepetitions, PeopleSideBySideStay) {
  EXPECT_EQ(without_repetitions({person({0, 0}, 0.5), person({60, 0}, 0.5)}, 0.35).size(), 2);
  EXPECT_TRUE(without_repetitions({}, 0.35).empty());
}

}  // namespace
}  // namespace securepose::detection
