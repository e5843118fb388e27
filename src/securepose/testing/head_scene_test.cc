#include "securepose/testing/head_scene.h"

#include <gtest/gtest.h>

namespace securepose::testing {
namespace {

TEST(HeadScene, FacesAndLandmarksStandWhereTold) {
  HeadScene scene(640, 480, 30, 10);
  const auto id = scene.add_person(
      [](double t_s) {
        return geometry::Point{100 + 30 * t_s, 200};
      },
      50, [](base::FrameIndex i) { return Seen{.face = i != 4}; });
  EXPECT_EQ(id, base::PersonId{1});
  ASSERT_EQ(scene.people.people[0].samples.size(), 10u);
  EXPECT_TRUE(scene.people.people[0].samples[4].face_indices.empty());
  const auto& frame = scene.clip.frames[3];
  EXPECT_NEAR(frame.faces[0].detection.box_px.center().x_px, 103, 1e-6);
  EXPECT_GT((*frame.people[0].landmarks)[pose::BlazePose::kLeftEar].point.x_px, 103);
}

TEST(HeadScene, OwnedFaceJoinsTheOwnersSample) {
  HeadScene scene(640, 480, 30, 10);
  const auto id = scene.add_person(
      [](double) {
        return geometry::Point{100, 200};
      },
      50,
      [](base::FrameIndex i) {
        return Seen{i < 5, i < 5};
      });
  scene.add_face(2, {0, 0, 10, 10}, 0.1, id);
  scene.add_face(8, {0, 0, 10, 10}, 0.1, id);
  EXPECT_EQ(scene.people.people[0].samples[2].face_indices.size(), 2u);
  EXPECT_EQ(scene.people.people[0].samples.back().frame, 8);
}

}  // namespace
}  // namespace securepose::testing
