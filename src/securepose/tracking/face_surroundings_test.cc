#include "securepose/tracking/face_surroundings.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

const TrackingOptions kOptions;
const testing::StandingPerson kPerson{.feet = {300, 600}, .height_px = 400};

FaceSurroundings of_a_face_at(geometry::Point center, double height_px) {
  observation::ClipObservations clip = testing::empty_clip(3, 30);
  for (auto& frame : clip.frames) {
    frame.people.push_back(testing::observed(kPerson));
    frame.faces.push_back(testing::observed_face(center, height_px, 0.5));
  }
  const auto table = make_detection_table(clip, {}, std::vector<geometry::Point>(3), kOptions);
  const ClipFaces faces = group_clip_faces(clip, table, kOptions.faces);  // nobody claims any
  const LoneFaces lone = track_lone_faces(clip, table, faces, {1280, 720}, kOptions);
  EXPECT_EQ(lone.chains.size(), 1U);
  return surroundings_of(lone.chains[0], lone.table, table, clip);
}

TEST(SurroundingsOf, FarFromPeopleItIsFree) {
  EXPECT_EQ(of_a_face_at({800, 300}, 30), FaceSurroundings::kFree);
}

TEST(SurroundingsOf, OnTheChestItLiesBeforeABody) {
  EXPECT_EQ(of_a_face_at({300, 320}, 30), FaceSurroundings::kBeforeBody);
}

TEST(SurroundingsOf, OnTheHandItLiesBeforeABody) {
  EXPECT_EQ(of_a_face_at({300 + 0.13 * 400, 600 - 0.485 * 400}, 30), FaceSurroundings::kBeforeBody);
}

TEST(SurroundingsOf, BesideTheHead) {
  EXPECT_EQ(of_a_face_at({320, 600 - 0.93 * 400}, 30), FaceSurroundings::kBesideHead);
}

}  // namespace
}  // namespace securepose::tracking
