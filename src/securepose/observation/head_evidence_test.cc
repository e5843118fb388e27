#include "securepose/observation/head_evidence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "securepose/observation/anatomy.h"
#include "securepose/testing/head_scene.h"

namespace securepose::observation {
namespace {

using geometry::Box;
using geometry::Point;
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

/// Turns all points of a pose about the head, as when a person bends or lies.
pose::PoseLandmarks turned(pose::PoseLandmarks landmarks, double angle_rad) {
  for (auto& landmark : landmarks.landmarks) {
    const Point d = landmark.point - kHead;
    landmark.point = kHead + Point{std::cos(angle_rad) * d.x_px - std::sin(angle_rad) * d.y_px,
                                   std::sin(angle_rad) * d.x_px + std::cos(angle_rad) * d.y_px};
  }
  return landmarks;
}

TEST(HeadFromFace, FindsTheHeadAroundTheFace) {
  const HeadScene scene = one_person();
  const HeadEvidence head = head_from_face(scene.clip.frames[0].faces[0].detection);
  EXPECT_NEAR(distance_px(head.center, kHead), 0, 0.03 * kHeight_px);
  EXPECT_NEAR(head.height_px, kHeight_px, 0.05 * kHeight_px);
  ASSERT_TRUE(head.up.has_value());
  EXPECT_NEAR(head.up->y_px, -1, 1e-6);
}

TEST(HeadFromFace, WeakFacePullsLess) {
  detection::FaceDetection face = one_person().clip.frames[0].faces[0].detection;
  const double clear_px = head_from_face(face).center_sigma_px;
  face.score = 0.1;
  EXPECT_GT(head_from_face(face).center_sigma_px, 3 * clear_px);
}

/// A clear face of somebody who looks aside by an angle, as the survey's means put its points.
detection::FaceDetection face_turned_by(double angle_rad) {
  detection::FaceDetection face;
  face.score = 0.9;
  face.box_px = Box::around({300, 200}, 60, 70);
  const double half_pupils_px = 16 * std::cos(angle_rad);
  face.points.left_eye = {300 + half_pupils_px, 190};
  face.points.right_eye = {300 - half_pupils_px, 190};
  face.points.nose = {300 + 11 * std::sin(angle_rad), 205};
  face.points.mouth = {300, 223.5};
  return face;
}

TEST(HeadFromFace, IsAsWideAsTheFaceIsTurned) {
  const auto width = [](double deg) {
    return head_from_face(face_turned_by(deg * std::numbers::pi / 180)).width_by_height.value();
  };
  EXPECT_NEAR(width(0), anatomy::kBreadthByHeight, 0.01);
  EXPECT_GT(width(40), anatomy::kBreadthByHeight + 0.04);
  EXPECT_NEAR(width(40), anatomy::turned_width_by_height(std::cos(40 * std::numbers::pi / 180)),
              0.03);
  EXPECT_GT(width(75), 0.97 * anatomy::kLengthByHeight);
  EXPECT_NEAR(width(-40), width(40), 1e-9);
}

TEST(HeadFromFace, WhatIsWeakOrHasItsPointsInOnePlaceTellsNoWidth) {
  detection::FaceDetection face = face_turned_by(0);
  face.score = 0.4;
  EXPECT_FALSE(head_from_face(face).width_by_height);
  face = face_turned_by(0);
  face.points.left_eye = face.points.right_eye;
  EXPECT_FALSE(head_from_face(face).width_by_height);
}

TEST(HeadFromLandmarks, FindsTheHeadAtAnyTilt) {
  const HeadScene scene = one_person();
  const auto& upright = *scene.clip.frames[0].people[0].landmarks;
  for (int deg = 0; deg < 360; deg += 30) {
    const double angle_rad = deg * std::numbers::pi / 180;
    const auto head = head_from_landmarks(turned(upright, angle_rad));
    ASSERT_TRUE(head.has_value());
    EXPECT_NEAR(distance_px(head->center, kHead), 0, 0.05 * kHeight_px) << deg;
    EXPECT_NEAR(head->height_px, kHeight_px, 0.15 * kHeight_px) << deg;
    EXPECT_NEAR(head->up->x_px, std::sin(angle_rad), 0.01) << deg;
    EXPECT_NEAR(head->up->y_px, -std::cos(angle_rad), 0.01) << deg;
  }
}

TEST(HeadFromLandmarks, CollapsedPointsPlaceNoHead) {
  EXPECT_FALSE(head_from_landmarks(pose::PoseLandmarks{}).has_value());
}

TEST(HeadFromMovenet, UsesEarsBeforeShoulders) {
  detection::PersonDetection person;
  person.box_px = {260, 150, 340, 150 + 7.5 * kHeight_px};
  person.score = 0.6;
  EXPECT_FALSE(head_from_movenet(person).has_value()) << "nothing seen";
  person.keypoints[5] = {kHead + Point{60, 84}, 0.8};
  person.keypoints[6] = {kHead + Point{-60, 84}, 0.8};
  person.keypoints[11] = {kHead + Point{36, 256}, 0.8};
  person.keypoints[12] = {kHead + Point{-36, 256}, 0.8};
  const auto from_shoulders = head_from_movenet(person);
  ASSERT_TRUE(from_shoulders.has_value());
  EXPECT_EQ(from_shoulders->source, HeadSource::kBody);
  EXPECT_NEAR(distance_px(from_shoulders->center, kHead), 0, 0.2 * kHeight_px);
  person.keypoints[3] = {kHead + Point{24, 7}, 0.8};
  person.keypoints[4] = {kHead + Point{-24, 7}, 0.8};
  const auto from_ears = head_from_movenet(person);
  EXPECT_EQ(from_ears->source, HeadSource::kLandmarks);
  EXPECT_LT(from_ears->center_sigma_px, from_shoulders->center_sigma_px);
}

}  // namespace
}  // namespace securepose::observation
