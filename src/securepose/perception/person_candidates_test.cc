#include "securepose/perception/person_candidates.h"

#include <gtest/gtest.h>

#include "securepose/testing/head_scene.h"

namespace securepose::perception {
namespace {

using geometry::Box;
using geometry::Point;

detection::PersonDetection movenet_person(const Box& box, bool legs) {
  detection::PersonDetection person;
  person.box_px = box;
  person.score = 0.6;
  for (std::size_t i = 0; i < person.keypoints.size(); ++i) {
    person.keypoints[i] = {box.center(), i < 11 || legs ? 0.8 : 0.05};
  }
  return person;
}

pose::PoseLandmarks landmarks_at(Point head, double height_px) {
  securepose::testing::HeadScene scene(1280, 720, 30, 1);
  scene.add_person([head](double) { return head; }, height_px,
                   [](base::FrameIndex) { return securepose::testing::Seen{}; });
  auto landmarks = *scene.clip.frames[0].people[0].landmarks;
  landmarks.next_square = {head + Point{0, 3 * height_px}, 8 * height_px, 0};
  return landmarks;
}

detection::FaceDetection face(const Box& box, double score) {
  detection::FaceDetection detection;
  detection.box_px = box;
  detection.score = score;
  return detection;
}

TEST(PersonCandidates, WholeBodyIsPlacedByItsBox) {
  const auto candidates = person_candidates({movenet_person({100, 100, 200, 400}, true)}, {}, {});
  ASSERT_EQ(candidates.size(), 1u);
  ASSERT_TRUE(candidates[0].square.has_value());
  EXPECT_DOUBLE_EQ(candidates[0].square->side_px, 375);
}

TEST(PersonCandidates, UpperBodyIsLeftToBlazePosesDetector) {
  const auto candidates = person_candidates({movenet_person({100, 100, 200, 250}, false)}, {}, {});
  ASSERT_EQ(candidates.size(), 1u);
  EXPECT_FALSE(candidates[0].square.has_value());
}

TEST(PersonCandidates, FaintPersonIsLeftOut) {
  auto faint = movenet_person({100, 100, 200, 400}, true);
  faint.score = 0.12;
  EXPECT_TRUE(person_candidates({faint}, {}, {}).empty());
}

detection::PersonDetection movenet_like(const pose::PoseLandmarks& landmarks) {
  detection::PersonDetection person = movenet_person({100, 90, 200, 400}, true);
  const auto copy = [&](std::size_t coco, pose::BlazePose blaze) {
    person.keypoints[coco] = {landmarks[blaze].point + Point{2, 2}, 0.8};
  };
  copy(0, pose::BlazePose::kNose);
  copy(1, pose::BlazePose::kLeftEye);
  copy(2, pose::BlazePose::kRightEye);
  copy(3, pose::BlazePose::kLeftEar);
  copy(4, pose::BlazePose::kRightEar);
  copy(5, pose::BlazePose::kLeftShoulder);
  copy(6, pose::BlazePose::kRightShoulder);
  return person;
}

TEST(PersonCandidates, SamePersonOfTheFrameBeforeIsNoSecondCandidate) {
  const auto before = landmarks_at({150, 120}, 40);
  const auto candidates = person_candidates({movenet_like(before)}, {before}, {});
  ASSERT_EQ(candidates.size(), 1u);
  EXPECT_TRUE(candidates[0].previous.has_value());
}

TEST(PersonCandidates, NeighbourOfTheFrameBeforeStaysACandidate) {
  const auto before = landmarks_at({230, 120}, 40);
  const auto candidates =
      person_candidates({movenet_like(landmarks_at({150, 120}, 40))}, {before}, {});
  ASSERT_EQ(candidates.size(), 2u);
  EXPECT_FALSE(candidates[0].previous.has_value());
}

TEST(BelongsTo, NeighboursLandmarksDoNot) {
  const auto own = landmarks_at({150, 120}, 40);
  const auto candidates = person_candidates({movenet_like(own)}, {}, {});
  EXPECT_TRUE(belongs_to(own, candidates.at(0)));
  EXPECT_FALSE(belongs_to(landmarks_at({230, 120}, 40), candidates[0]));
  const auto from_face = person_candidates({}, {}, {face({135, 100, 165, 140}, 0.9)});
  EXPECT_TRUE(belongs_to(own, from_face.at(0)));
  EXPECT_FALSE(belongs_to(landmarks_at({230, 120}, 40), from_face[0]));
}

TEST(PersonCandidates, LostPersonIsLookedForWhereItWas) {
  const auto candidates = person_candidates({}, {landmarks_at({600, 120}, 40)}, {});
  ASSERT_EQ(candidates.size(), 1u);
  EXPECT_FALSE(candidates[0].movenet.has_value());
  EXPECT_EQ(candidates[0].square->center, (Point{600, 240}));
}

TEST(PersonCandidates, FaceOfNobodyProposesABodyBelow) {
  const Box box{500, 100, 540, 150};
  const auto candidates = person_candidates({}, {}, {face(box, 0.8)});
  ASSERT_EQ(candidates.size(), 1u);
  EXPECT_GT(candidates[0].search.center.y_px, 150);
  EXPECT_TRUE(person_candidates({}, {}, {face(box, 0.2)}).empty());
  EXPECT_EQ(person_candidates({}, {landmarks_at({520, 120}, 65)}, {face(box, 0.8)}).size(), 1u);
}

TEST(SamePerson, NeighboursAreTwo) {
  EXPECT_TRUE(same_person(landmarks_at({300, 200}, 40), landmarks_at({306, 203}, 41)));
  EXPECT_FALSE(same_person(landmarks_at({300, 200}, 40), landmarks_at({390, 200}, 40)));
}

TEST(BoxOf, HoldsHeadAndVisibleLimbs) {
  auto landmarks = landmarks_at({300, 200}, 40);
  const Box whole = box_of(landmarks);
  EXPECT_NEAR(whole.y2_px, 200 + 6.8 * 40, 1);
  for (std::size_t i = 25; i < 33; ++i) landmarks.landmarks[i].visibility = 0.1;
  EXPECT_LT(box_of(landmarks).y2_px, whole.y2_px);
}

}  // namespace
}  // namespace securepose::perception
