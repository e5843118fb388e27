#include "securepose/covering/head_segments.h"

#include <gtest/gtest.h>

#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;
using geometry::Point;
using securepose::testing::face_box;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

/// A person of whom only faces with these scores were seen, one a frame.
HeadScene faces_only(const std::vector<double>& scores) {
  HeadScene scene(1280, 720, 30, static_cast<FrameIndex>(scores.size()));
  const auto id = scene.add_person(
      [](double) {
        return Point{300, 300};
      },
      60,
      [](FrameIndex) {
        return Seen{false, false};
      });
  scene.people.people[0].has_body = false;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] > 0) {
      scene.add_face(static_cast<FrameIndex>(i), face_box({300, 300}, 60), scores[i], id);
    }
  }
  return scene;
}

std::size_t count(const HeadScene& scene) {
  return head_segments(scene.clip, {}, scene.people.people[0], {0}).size();
}

TEST(HeadSegments, SmallWeakFacesAreFollowedWhenRepeated) {
  HeadScene scene = faces_only({0.15, 0.18, 0.15, 0.12, 0.19});
  scene.clip.width_px = 1920;
  scene.clip.height_px = 1080;
  EXPECT_EQ(count(scene), 1u);
}

TEST(HeadSegments, FacesWithoutBodyMustBeClearOrRepeated) {
  EXPECT_EQ(count(faces_only({0.15, 0.18, 0.15, 0.12, 0.19})), 0u);
  EXPECT_EQ(count(faces_only({0, 0.7, 0})), 1u);
  EXPECT_EQ(count(faces_only({0.25, 0.3, 0.25})), 0u);
  EXPECT_EQ(count(faces_only({0.25, 0.45, 0.25})), 1u);
}

TEST(HeadSegments, UnsurePersonEndsAfterAShortGap) {
  std::vector<double> scores(60, 0.0);
  for (const std::size_t i : {0, 1, 2, 30, 31, 32}) scores[i] = 0.8;
  EXPECT_EQ(count(faces_only(scores)), 2u);
}

TEST(HeadSegments, FaceThatJumpsFarIsAnother) {
  HeadScene scene = faces_only({0.8, 0.8, 0.8, 0, 0, 0, 0, 0});
  for (const FrameIndex i : {4, 5, 6}) {
    scene.add_face(i, face_box({700, 300}, 60), 0.8, base::PersonId{1});
  }
  EXPECT_EQ(count(scene), 2u);
}

TEST(HeadSegments, SurePersonIsFollowedWithoutAnyFace) {
  HeadScene scene(1280, 720, 30, 60);
  scene.add_person(
      [](double) {
        return Point{300, 300};
      },
      60,
      [](FrameIndex i) {
        return Seen{false, i < 3 || i > 40};
      });
  EXPECT_EQ(count(scene), 1u);
  scene.people.people[0].certainty = 0.3;
  EXPECT_EQ(count(scene), 1u) << "three frames of landmarks alone are not followed";
}

TEST(HeadSegments, EndAtACut) {
  HeadScene scene(1280, 720, 30, 60);
  scene.add_person([](double) { return Point{300, 300}; }, 60, [](FrameIndex) { return Seen{}; });
  EXPECT_EQ(head_segments(scene.clip, {}, scene.people.people[0], {0, 20}).size(), 2u);
}

TEST(ShotAt, FirstFrameBelongsToItsShot) {
  EXPECT_EQ(shot_at(0, {0, 20}), 0u);
  EXPECT_EQ(shot_at(19, {0, 20}), 0u);
  EXPECT_EQ(shot_at(20, {0, 20}), 1u);
}

}  // namespace
}  // namespace securepose::covering
