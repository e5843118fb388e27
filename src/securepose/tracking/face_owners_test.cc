#include "securepose/tracking/face_owners.h"

#include <gtest/gtest.h>

#include <functional>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using testing::observed;
using testing::observed_face;

const TrackingOptions kOptions;
const testing::StandingPerson kPerson{.feet = {300, 600}};

// A person observed in some of 60 frames, whose face shows in all of them.
struct Scene {
  explicit Scene(const std::function<bool(std::size_t)>& body_seen)
      : clip(testing::empty_clip(60, 30)) {
    for (std::size_t k = 0; k < 60; ++k) {
      if (body_seen(k)) clip.frames[k].people.push_back(observed(kPerson));
      clip.frames[k].faces.push_back(observed_face(kPerson, 0.9));
    }
    table = make_detection_table(clip, {}, std::vector<geometry::Point>(60), kOptions);
    Tracklet all(table.detections.size());
    for (std::uint32_t k = 0; k < all.size(); ++k) all[k] = k;
    people.push_back(make_chain(all, table));
    faces = group_clip_faces(clip, table, kOptions.faces);
    assign_clip_faces(faces, clip, table, people, kOptions.faces);
  }

  observation::ClipObservations clip;
  DetectionTable table;
  std::vector<Chain> people;
  ClipFaces faces;
};

TEST(ClaimGapFaces, AFaceInAGapIsThePersons) {
  Scene scene([](std::size_t k) { return k < 20 || k >= 30; });
  const auto claimed =
      claim_gap_faces(scene.faces, scene.people, scene.table, scene.clip, kOptions.faces);
  ASSERT_EQ(claimed.size(), 10U);
  EXPECT_EQ(claimed.front().frame, 20);
  EXPECT_TRUE(scene.faces.taken[25][0]);
}

TEST(ClaimGapFaces, NotLongAfterThePersonWasSeen) {
  Scene scene([](std::size_t k) { return k < 10; });
  const auto claimed =
      claim_gap_faces(scene.faces, scene.people, scene.table, scene.clip, kOptions.faces);
  EXPECT_EQ(claimed.size(), 30U);  // one second
}

TEST(OwnersOf, AFaceFarFromEverybodyIsNobodys) {
  Scene scene([](std::size_t) { return true; });
  for (auto& frame : scene.clip.frames) frame.faces.push_back(observed_face({900, 200}, 40, 0.8));
  scene.faces = group_clip_faces(scene.clip, scene.table, kOptions.faces);
  assign_clip_faces(scene.faces, scene.clip, scene.table, scene.people, kOptions.faces);
  const LoneFaces lone =
      track_lone_faces(scene.clip, scene.table, scene.faces, {1280, 720}, kOptions);
  ASSERT_EQ(lone.chains.size(), 1U);
  EXPECT_FALSE(
      owners_of(lone, scene.people, scene.table, scene.faces, scene.clip, kOptions.faces)[0]);
}

TEST(OwnersOf, AFaceContinuesItsOwnersWhileLandmarksAreMistaken) {
  Scene scene([](std::size_t) { return true; });
  // For ten frames the landmarks put the head on the hip, so that the face is nobody's.
  for (std::size_t k = 20; k < 30; ++k) {
    auto& person = scene.clip.frames[k].people[0];
    for (auto& mark : person.landmarks->landmarks) mark.point.y_px += 130;
    person.movenet.reset();
    person.box_px.y2_px += 130;
  }
  scene.table = make_detection_table(scene.clip, {}, std::vector<geometry::Point>(60), kOptions);
  ASSERT_EQ(scene.table.detections.size(), 60U);
  assign_clip_faces(scene.faces, scene.clip, scene.table, scene.people, kOptions.faces);
  ASSERT_FALSE(scene.faces.taken[25][0]);
  const LoneFaces lone =
      track_lone_faces(scene.clip, scene.table, scene.faces, {1280, 720}, kOptions);
  const auto owners =
      owners_of(lone, scene.people, scene.table, scene.faces, scene.clip, kOptions.faces);
  ASSERT_EQ(owners.size(), 1U);
  EXPECT_EQ(owners[0], 0U);
}

TEST(OwnersOf, AFaceThatShowsInTurnsWithSomebodysOwnIsTheSame) {
  // The landmarks are mistaken about the head from the first to the last frame, again and again.
  const auto owner_of_face = [](bool own_face_elsewhere) {
    Scene scene([](std::size_t) { return true; });
    for (std::size_t k = 0; k < 60; ++k) {
      auto& person = scene.clip.frames[k].people[0];
      if (k % 8 >= 3 && k != 59) continue;
      for (auto& mark : person.landmarks->landmarks) mark.point.y_px += 130;
      person.movenet.reset();
      person.box_px.y2_px += 130;
      if (own_face_elsewhere) {
        auto hidden = kPerson;
        hidden.feet.y_px += 130;
        scene.clip.frames[k].faces.push_back(observed_face(hidden, 0.9));
      }
    }
    scene.table = make_detection_table(scene.clip, {}, std::vector<geometry::Point>(60), kOptions);
    scene.faces = group_clip_faces(scene.clip, scene.table, kOptions.faces);
    assign_clip_faces(scene.faces, scene.clip, scene.table, scene.people, kOptions.faces);
    const LoneFaces lone =
        track_lone_faces(scene.clip, scene.table, scene.faces, {1280, 720}, kOptions);
    const auto owners =
        owners_of(lone, scene.people, scene.table, scene.faces, scene.clip, kOptions.faces);
    EXPECT_EQ(owners.size(), 1U);
    return owners.empty() ? std::nullopt : owners[0];
  };
  EXPECT_EQ(owner_of_face(false), 0U);
  EXPECT_FALSE(owner_of_face(true)) << "who has another face at the time";
}

}  // namespace
}  // namespace securepose::tracking
