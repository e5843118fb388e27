#include "securepose/tracking/false_positives.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using observation::ClipObservations;
using testing::observed;
using testing::observed_face;

const TrackingOptions kOptions;
constexpr testing::StandingPerson kInPlace{.feet = {600, 600}, .height_px = 250, .score = 0.2};

observation::PersonObservation unconfirmed(const testing::StandingPerson& person) {
  auto seen = observed(person);
  seen.landmarks.reset();
  seen.appearance.clear();
  return seen;
}

// Something is seen in a place for a second; then somebody is seen who walks away from there, and
// in the frames before `stays_until` what was in the place still is.
ClipObservations left_alone(std::size_t stays_until) {
  ClipObservations clip = testing::empty_clip(60, 30);
  for (std::size_t k = 0; k < 60; ++k) {
    if (k < std::max<std::size_t>(30, stays_until))
      clip.frames[k].people.push_back(unconfirmed(kInPlace));
    if (k >= 30)
      clip.frames[k].people.push_back(
          observed({.feet = {480 - 8.0 * (static_cast<double>(k) - 30), 600}}));
  }
  return clip;
}

// Of all detections how many are false positives, if one chain leads from the place to the walker.
std::size_t false_positives_in(const ClipObservations& clip) {
  const auto table =
      make_detection_table(clip, {}, std::vector<geometry::Point>(clip.frames.size()), kOptions);
  Tracklet way;
  for (std::size_t f = 0; f < clip.frames.size(); ++f)
    way.push_back(static_cast<std::uint32_t>(table.frame_begin[f + 1] - 1));
  const std::vector<Chain> chains{make_chain(way, table)};
  ClipFaces faces = group_clip_faces(clip, table, kOptions.faces);
  assign_clip_faces(faces, clip, table, chains, kOptions.faces);
  const auto found = false_positive_detections(chains, table, faces, kOptions.validity);
  for (std::size_t k = 0; k < found.size(); ++k) {
    if (found[k]) {
      EXPECT_LT(table.detections[k].score, 0.3);
    }
  }
  return static_cast<std::size_t>(std::count(found.begin(), found.end(), true));
}

TEST(FalsePositiveDetections, WhatIsStillThereWhenItsOwnerIsElsewhere) {
  EXPECT_EQ(false_positives_in(left_alone(45)), 45U);
}

TEST(FalsePositiveDetections, WhoSatAndWalkedAwayIsNone) {
  EXPECT_EQ(false_positives_in(left_alone(30)), 0U);
  EXPECT_EQ(false_positives_in(left_alone(32)), 0U);  // a doubled detection or two prove nothing
}

TEST(FalsePositiveDetections, WhatShowsAFaceIsNone) {
  ClipObservations clip = left_alone(45);
  for (std::size_t k = 0; k < 45; ++k) clip.frames[k].faces.push_back(observed_face(kInPlace, 0.4));
  EXPECT_EQ(false_positives_in(clip), 0U);
}

TEST(FalsePositiveDetections, WhatLandmarksConfirmIsNone) {
  ClipObservations clip = left_alone(45);
  for (std::size_t k = 0; k < 45; ++k) clip.frames[k].people.front() = observed(kInPlace);
  EXPECT_EQ(false_positives_in(clip), 0U);
}

TEST(Without, KeepsFramesAndOrder) {
  const ClipObservations clip = left_alone(45);
  const auto table = make_detection_table(clip, {}, std::vector<geometry::Point>(60), kOptions);
  std::vector<bool> taken_away(table.detections.size(), false);
  taken_away[table.frame_begin[40]] = true;
  const DetectionTable left = without(table, taken_away);
  EXPECT_EQ(left.detections.size() + 1, table.detections.size());
  ASSERT_EQ(left.frame_begin.size(), 61U);
  EXPECT_EQ(left.frame_begin[41] - left.frame_begin[40], 1U);
  for (std::size_t f = 0; f < 60; ++f)
    for (std::size_t k = left.frame_begin[f]; k < left.frame_begin[f + 1]; ++k)
      EXPECT_EQ(left.detections[k].frame, static_cast<base::FrameIndex>(f));
}

}  // namespace
}  // namespace securepose::tracking
