#include "securepose/tracking/validity.h"

#include <gtest/gtest.h>

#include <cmath>

#include "securepose/testing/observed_person.h"
#include "securepose/tracking/tracklets.h"

namespace securepose::tracking {
namespace {

using testing::observed;
using testing::observed_face;

const TrackingOptions kOptions;

// Certainties of the pieces that one clip's bodies form.
std::vector<std::optional<double>> judged(const ClipObservations& clip) {
  const auto table =
      make_sighting_table(clip, {}, std::vector<geometry::Point>(clip.frames.size()), kOptions);
  std::vector<Chain> bodies;
  const std::vector<bool> all(table.sightings.size(), true);
  for (const Tracklet& t : build_tracklets(table, all, kOptions))
    bodies.push_back(make_chain(t, table));
  ClipFaces faces = group_clip_faces(clip, table, kOptions.faces);
  assign_clip_faces(faces, clip, table, bodies, kOptions.faces);
  return person_certainties(bodies, table, faces, kOptions);
}

PersonObservation chair() {
  auto seen = observed({.feet = {600, 600}, .height_px = 250, .score = 0.2});
  seen.landmarks.reset();
  seen.appearance.clear();
  return seen;
}

TEST(PersonCertainties, AConfirmedPersonIsCertain) {
  auto clip = testing::empty_clip(60, 30);
  for (auto& frame : clip.frames) frame.people.push_back(observed({.feet = {300, 600}}));
  const auto certainties = judged(clip);
  ASSERT_EQ(certainties.size(), 1U);
  EXPECT_GT(certainties[0].value_or(0), 0.95);
}

TEST(PersonCertainties, AChairIsDropped) {
  auto clip = testing::empty_clip(60, 30);
  for (auto& frame : clip.frames) frame.people.push_back(chair());
  const auto certainties = judged(clip);
  ASSERT_EQ(certainties.size(), 1U);
  EXPECT_FALSE(certainties[0]);
}

TEST(PersonCertainties, AChairConfirmedForAMomentIsDroppedToo) {
  auto clip = testing::empty_clip(120, 30);
  for (std::size_t k = 0; k < 120; ++k) {
    if (k >= 50 && k < 60) continue;
    clip.frames[k].people.push_back(
        k >= 60 && k < 64 ? observed({.feet = {600, 600}, .height_px = 250, .score = 0.2})
                          : chair());
  }
  for (const auto& certainty : judged(clip)) EXPECT_FALSE(certainty);
}

TEST(PersonCertainties, ABodyWithAFaceIsNeverDropped) {
  auto clip = testing::empty_clip(60, 30);
  for (auto& frame : clip.frames) {
    frame.people.push_back(chair());
    frame.faces.push_back(observed_face({.feet = {600, 600}, .height_px = 250}, 0.5));
  }
  const auto certainties = judged(clip);
  ASSERT_EQ(certainties.size(), 1U);
  EXPECT_TRUE(certainties[0]);
}

PersonObservation chair_moved_by(double x_px) {
  auto seen = chair();
  seen.box_px.x1_px += x_px;
  seen.box_px.x2_px += x_px;
  for (auto& point : seen.movenet->keypoints) point.point.x_px += x_px;
  return seen;
}

TEST(PersonCertainties, WhatWalksIsKept) {
  // 1.8 own heights in 3 s.
  auto clip = testing::empty_clip(90, 30);
  for (auto& frame : clip.frames)
    frame.people.push_back(chair_moved_by(150 * frame.time.seconds()));
  const auto certainties = judged(clip);
  ASSERT_EQ(certainties.size(), 1U);
  EXPECT_TRUE(certainties[0]);
}

TEST(PersonCertainties, WhatSwaysInPlaceIsDropped) {
  auto clip = testing::empty_clip(90, 30);
  for (auto& frame : clip.frames)
    frame.people.push_back(chair_moved_by(80 * std::sin(3 * frame.time.seconds())));
  const auto certainties = judged(clip);
  ASSERT_EQ(certainties.size(), 1U);
  EXPECT_FALSE(certainties[0]);
}

TEST(PersonCertainties, AMomentWithoutMoveNetIsDropped) {
  auto clip = testing::empty_clip(3, 30);
  for (auto& frame : clip.frames) {
    auto seen = observed({.feet = {300, 600}});
    seen.movenet.reset();
    frame.people.push_back(seen);
  }
  for (const auto& certainty : judged(clip)) EXPECT_FALSE(certainty);
}

// A face seen in some frames with these scores, moving or not.
std::optional<double> lone(const std::vector<double>& scores, double speed_px_s,
                           FaceSurroundings surroundings) {
  auto clip = testing::empty_clip(scores.size(), 30);
  for (std::size_t k = 0; k < scores.size(); ++k)
    clip.frames[k].faces.push_back(
        observed_face({300 + speed_px_s * clip.frames[k].time.seconds(), 200}, 40, scores[k]));
  const auto table =
      make_sighting_table(clip, {}, std::vector<geometry::Point>(scores.size()), kOptions);
  const ClipFaces faces = group_clip_faces(clip, table, kOptions.faces);
  const LoneFaces found = track_lone_faces(clip, table, faces, {1280, 720}, kOptions);
  EXPECT_EQ(found.chains.size(), 1U);
  return lone_face_certainty(found.chains[0], surroundings, found.table, kOptions.faces);
}

TEST(LoneFaceCertainty, OneStrongFrameIsEnough) {
  EXPECT_TRUE(lone({0.6}, 0, FaceSurroundings::kFree));
  EXPECT_TRUE(lone({0.6}, 0, FaceSurroundings::kBeforeBody));
  EXPECT_FALSE(lone({0.12}, 0, FaceSurroundings::kFree));
}

TEST(LoneFaceCertainty, WeakFacesCountTogetherIfTheyMove) {
  const std::vector<double> weak(30, 0.2);
  EXPECT_TRUE(lone(weak, 150, FaceSurroundings::kFree));
  EXPECT_FALSE(lone(weak, 0, FaceSurroundings::kFree));
}

TEST(LoneFaceCertainty, BesideAHeadItMustBeStrong) {
  EXPECT_FALSE(lone({0.4}, 0, FaceSurroundings::kBesideHead));
  EXPECT_TRUE(lone({0.7}, 0, FaceSurroundings::kBesideHead));
}

}  // namespace
}  // namespace securepose::tracking
