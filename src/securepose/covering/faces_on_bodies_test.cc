#include "securepose/covering/faces_on_bodies.h"

#include <gtest/gtest.h>

#include <utility>

#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using geometry::Point;
using securepose::testing::face_box;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

constexpr Point kHead{600, 150};
constexpr double kHeight_px = 60;
constexpr std::size_t kOther = 1;  // the person's own face comes first

/// One sure person seen from the front, and another face.
HeadScene with_face(Point place, double score) {
  HeadScene scene(1280, 720, 30, 1);
  scene.add_person([](double) { return kHead; }, kHeight_px,
                   [](base::FrameIndex) { return Seen{}; });
  scene.add_face(0, face_box(place, 50), score, std::nullopt);
  return scene;
}

std::set<FaceAt> found(const HeadScene& scene) { return faces_on_bodies(scene.clip, scene.people); }

TEST(FacesOnBodies, WeakOnesOnTrunkAndLimbs) {
  const std::set<FaceAt> other{{0, kOther}};
  EXPECT_EQ(found(with_face(kHead + Point{0, 120}, 0.4)), other) << "chest";
  EXPECT_EQ(found(with_face(kHead + Point{27, 300}, 0.4)), other) << "knee";
}

TEST(FacesOnBodies, NotBesideTheBodyNorAtItsHeadNorBehindItsShoulder) {
  EXPECT_TRUE(found(with_face(kHead + Point{160, 120}, 0.4)).empty());
  EXPECT_TRUE(found(with_face(kHead + Point{10, 10}, 0.4)).empty());
  EXPECT_TRUE(found(with_face(kHead + Point{70, 40}, 0.4)).empty()) << "somebody behind";
}

TEST(FacesOnBodies, ClearOnesAreFaces) {
  EXPECT_TRUE(found(with_face(kHead + Point{0, 120}, 0.7)).empty());
}

TEST(FacesOnBodies, NothingLiesOnPeopleWhoAreNotSure) {
  HeadScene scene = with_face(kHead + Point{0, 120}, 0.4);
  scene.people.people[0].certainty = 0.3;
  EXPECT_TRUE(found(scene).empty());
}

TEST(FacesOnBodies, WhereTheBodyWasShortlyBefore) {
  HeadScene scene(1280, 720, 30, 30);
  scene.add_person([](double) { return kHead; }, kHeight_px,
                   [](base::FrameIndex i) { return Seen{.face = false, .landmarks = i < 12}; });
  scene.add_face(15, face_box(kHead + Point{0, 120}, 50), 0.4, std::nullopt);
  scene.add_face(25, face_box(kHead + Point{0, 120}, 50), 0.4, std::nullopt);
  EXPECT_EQ(found(scene), (std::set<FaceAt>{{15, 0}})) << "later the person may be anywhere";
}

TEST(FacesOnBodies, AWeakFaceMuchLargerThanTheHeadOfItsPersonIsAChest) {
  HeadScene scene = with_face(kHead + Point{110, 60}, 0.4);
  EXPECT_TRUE(found(scene).empty());
  scene.clip.frames[0].people[0].box_px = {500, 100, 760, 700};
  auto& face = scene.clip.frames[0].faces[kOther].detection;
  face.box_px = face_box(kHead + Point{110, 60}, 1.7 * kHeight_px);
  EXPECT_EQ(found(scene), (std::set<FaceAt>{{0, kOther}}));
  face.score = 0.7F;
  EXPECT_TRUE(found(scene).empty()) << "a clear one is somebody before the person";
}

TEST(FacesOnLowerLegs, ShankButNotKneeOrChest) {
  const auto on_legs = [](Point place) {
    const HeadScene scene = with_face(kHead + place, 0.15);
    return faces_on_lower_legs(scene.clip, scene.people).size();
  };
  EXPECT_EQ(on_legs({27, 360}), 1u);
  EXPECT_EQ(on_legs({0, 120}), 0u);
}

TEST(WithoutFaces, WhoHasNothingLeftIsGone) {
  HeadScene scene(1280, 720, 30, 2);
  scene.add_person([](double) { return kHead; }, kHeight_px,
                   [](base::FrameIndex) { return Seen{.face = true, .landmarks = false}; });
  EXPECT_EQ(without_faces(scene.people, {{0, 0}}).people.at(0).samples.size(), 1u);
  EXPECT_TRUE(without_faces(scene.people, {{0, 0}, {1, 0}}).people.empty());
}

}  // namespace
}  // namespace securepose::covering
