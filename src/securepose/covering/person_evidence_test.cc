#include "securepose/covering/person_evidence.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using geometry::Point;
using securepose::testing::face_box;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

constexpr Point kHead{300, 200};
constexpr double kHeight_px = 80;

HeadScene one_person() {
  HeadScene scene(1280, 720, 30, 1);
  scene.add_person([](double) { return kHead; }, kHeight_px,
                   [](base::FrameIndex) { return Seen{}; });
  return scene;
}

TEST(HeadEvidenceOf, FarOrHugeWeakFaceIsNoFaceOfThisBody) {
  HeadScene scene = one_person();
  const base::PersonId id{1};
  scene.add_face(0, face_box(kHead + Point{0, 120}, 60), 0.2, id);  // a hand at the belly
  scene.add_face(0, face_box(kHead, 4 * kHeight_px), 0.2, id);      // a pattern on the wall
  const auto evidence = head_evidence(scene.clip.frames[0], scene.people.people[0].samples[0]);
  EXPECT_EQ(evidence.size(), 2u);  // landmarks and the true face
}

TEST(HeadEvidenceOf, HeadWithinTheShouldersIsUnplacedUnlessMovenetOrAFaceConfirmsIt) {
  HeadScene scene = one_person();
  auto& frame = scene.clip.frames[0];
  const auto& sample = scene.people.people[0].samples[0];
  detection::PersonDetection body;
  body.score = 0.5;
  body.box_px = {260, 150, 340, 150 + 7.5 * kHeight_px};
  body.keypoints[5] = {kHead + Point{60, 10}, 0.8};
  body.keypoints[6] = {kHead + Point{-60, 10}, 0.8};
  body.keypoints[11] = {kHead + Point{36, 180}, 0.8};
  body.keypoints[12] = {kHead + Point{-36, 180}, 0.8};
  frame.people[0].movenet = body;
  const auto unplaced = [&] {
    const auto all = head_evidence(frame, sample);
    return std::any_of(all.begin(), all.end(), [](const auto& e) { return e.unplaced; });
  };
  EXPECT_FALSE(unplaced()) << "a clear face is there";
  frame.faces[0].detection.score = 0.1;
  EXPECT_TRUE(unplaced());
  const auto all = head_evidence(frame, sample);
  EXPECT_EQ(all[1].source, observation::HeadSource::kBody);
  EXPECT_LT(all[1].center.y_px, kHead.y_px - 0.5 * kHeight_px) << "beyond the shoulders";
  frame.people[0].movenet->keypoints[0] = {kHead, 0.6};
  frame.people[0].movenet->keypoints[3] = {kHead + Point{24, 7}, 0.6};
  EXPECT_FALSE(unplaced()) << "MoveNet sees the head there, too";
}

TEST(HeadEvidenceOf, MistrustedLandmarksAreLeftOut) {
  HeadScene scene = one_person();
  auto& sample = scene.people.people[0].samples[0];
  sample.landmarks_trusted = false;
  const auto evidence = head_evidence(scene.clip.frames[0], sample);
  ASSERT_EQ(evidence.size(), 1u);
  EXPECT_EQ(evidence[0].source, observation::HeadSource::kFace);
}

}  // namespace
}  // namespace securepose::covering
