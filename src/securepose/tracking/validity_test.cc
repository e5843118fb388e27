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
std::vector<std::optional<double>> judged(const observation::ClipObservations& clip) {
  const auto table =
      make_detection_table(clip, {}, std::vector<geometry::Point>(clip.frames.size()), kOptions);
  std::vector<Chain> bodies;
  const std::vector<bool> all(table.detections.size(), true);
  for (const Tracklet& t : build_tracklets(table, all, kOptions))
    bodies.push_back(make_chain(t, table));
  ClipFaces faces = group_clip_faces(clip, table, kOptions.faces);
  assign_clip_faces(faces, clip, table, bodies, kOptions.faces);
  return person_certainties(bodies, table, faces, kOptions);
}

observation::PersonObservation chair() {
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

TEST(PersonCertainties, WhatOnlyBlazePoseSeesAgainAndAgainIsNotSure) {
  auto clip = testing::empty_clip(60, 30);
  for (auto& frame : clip.frames) {
    auto post = observed({.feet = {600, 600}, .height_px = 250});
    post.movenet.reset();
    frame.people.push_back(post);
  }
  auto certainties = judged(clip);
  ASSERT_EQ(certainties.size(), 1U);
  ASSERT_TRUE(certainties[0]) << "it is followed all the same";
  EXPECT_LT(*certainties[0], 0.4);
  for (auto& frame : clip.frames)
    frame.faces.push_back(observed_face({.feet = {600, 600}, .height_px = 250}, 0.5));
  certainties = judged(clip);
  EXPECT_GT(certainties[0].value_or(0), 0.9) << "a face proves somebody";
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

observation::PersonObservation chair_moved_by(double x_px) {
  auto seen = chair();
  seen.box_px.x1_px += x_px;
  seen.box_px.x2_px += x_px;
  for (auto& point : seen.movenet->keypoints) point.point.x_px += x_px;
  return seen;
}

TEST(PersonCertainties, BlazeFaceAloneMakesNobodyOfAChair) {
  auto clip = testing::empty_clip(60, 30);
  for (auto& frame : clip.frames) {
    frame.people.push_back(chair());
    frame.faces.push_back(observed_face({.feet = {600, 600}, .height_px = 250}, 0.5));
    frame.faces.back().detection.source = detection::FaceSource::kBlazeFaceHead;
  }
  for (const auto& certainty : judged(clip)) EXPECT_FALSE(certainty);
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

TEST(PersonCertainties, MomentsWithoutMoveNetAreDroppedHoweverFarApart) {
  auto clip = testing::empty_clip(60, 30);
  for (const std::size_t frame : {5U, 20U, 35U, 36U, 50U}) {
    auto seen = observed({.feet = {300, 600}});
    seen.movenet.reset();
    clip.frames[frame].people.push_back(seen);
  }
  const auto table = make_detection_table(clip, {}, std::vector<geometry::Point>(60), kOptions);
  const std::vector<Chain> bodies{make_chain({0, 1, 2, 3, 4}, table)};
  const ClipFaces faces = group_clip_faces(clip, table, kOptions.faces);
  EXPECT_FALSE(person_certainties(bodies, table, faces, kOptions)[0]);
}

struct Scores {
  double centerface = 0;
  double blazeface = 0;
};

// A face seen in successive frames with these scores, moving or not.
std::optional<double> lone(const std::vector<Scores>& scores, double speed_px_s,
                           FaceSurroundings surroundings) {
  auto clip = testing::empty_clip(scores.size(), 30);
  for (std::size_t k = 0; k < scores.size(); ++k) {
    const geometry::Point center{300 + speed_px_s * clip.frames[k].time.seconds(), 200};
    if (scores[k].centerface > 0)
      clip.frames[k].faces.push_back(observed_face(center, 40, scores[k].centerface));
    if (scores[k].blazeface <= 0) continue;
    auto face = observed_face(center, 40, scores[k].blazeface);
    face.detection.source = detection::FaceSource::kBlazeFaceHead;
    clip.frames[k].faces.push_back(face);
  }
  const auto table =
      make_detection_table(clip, {}, std::vector<geometry::Point>(scores.size()), kOptions);
  const ClipFaces faces = group_clip_faces(clip, table, kOptions.faces);
  const LoneFaces found = track_lone_faces(clip, table, faces, {1280, 720}, kOptions);
  EXPECT_EQ(found.chains.size(), 1U);
  return lone_face_certainty(found.chains[0], surroundings, found.table, faces, kOptions.faces);
}

using enum FaceSurroundings;

TEST(LoneFaceCertainty, OneClearFrameIsEnough) {
  EXPECT_TRUE(lone({{0.6, 0}}, 0, kFree));
  EXPECT_TRUE(lone({{0.6, 0}}, 0, kBeforeBody));
  EXPECT_FALSE(lone({{0.4, 0}}, 0, kFree));
}

TEST(LoneFaceCertainty, TwoNetworksNeedLess) {
  EXPECT_TRUE(lone({{0.35, 0.4}}, 0, kFree));
  EXPECT_TRUE(lone({{0.35, 0.4}}, 0, kBeforeBody));
  EXPECT_FALSE(lone({{0.15, 0.8}}, 0, kFree));
}

TEST(LoneFaceCertainty, BlazeFaceAloneProvesNothing) {
  EXPECT_FALSE(lone(std::vector<Scores>(30, {0, 0.6}), 150, kFree));
}

TEST(LoneFaceCertainty, WeakFacesCountTogetherIfTheyMove) {
  EXPECT_TRUE(lone(std::vector<Scores>(30, {0.37, 0}), 150, kFree));
  EXPECT_FALSE(lone(std::vector<Scores>(30, {0.37, 0}), 150, kBeforeBody));
  EXPECT_TRUE(lone(std::vector<Scores>(30, {0.42, 0}), 150, kBeforeBody));
  EXPECT_FALSE(lone(std::vector<Scores>(30, {0.2, 0}), 150, kFree));
  EXPECT_FALSE(lone(std::vector<Scores>(3, {0.4, 0}), 150, kFree));
}

TEST(LoneFaceCertainty, InPlaceTheyMustBeSteady) {
  std::vector<Scores> scores(30, {0.4, 0});
  EXPECT_TRUE(lone(scores, 0, kFree));
  for (std::size_t k = 0; k < scores.size(); ++k)
    if (k % 3 > 0) scores[k].centerface = 0.15;
  EXPECT_FALSE(lone(scores, 0, kFree));
  EXPECT_FALSE(lone(std::vector<Scores>(6, {0.4, 0}), 0, kFree));
}

TEST(LoneFaceCertainty, BesideAHeadItMustBeStrong) {
  EXPECT_FALSE(lone(std::vector<Scores>(30, {0.45, 0.4}), 150, kBesideHead));
  EXPECT_TRUE(lone({{0.7, 0}}, 0, kBesideHead));
}

}  // namespace
}  // namespace securepose::tracking
