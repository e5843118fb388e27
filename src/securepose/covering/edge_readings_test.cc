#include "securepose/covering/edge_readings.h"

#include <gtest/gtest.h>

#include <cstddef>

#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;
using geometry::Point;
using observation::HeadEvidence;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

constexpr double kHeight_px = 100;

/// What the body alone says of a head that is so far inside the left edge at a time, in the middle
/// one of 61 frames.
HeadEvidence in_the_middle(double at_edge_px, double speed_px_per_s) {
  HeadScene scene(1280, 720, 30, 61);
  scene.add_person(
      [=](double t) {
        return Point{at_edge_px + speed_px_per_s * (t - 1), 300};
      },
      kHeight_px, [](FrameIndex) { return Seen{.face = false, .landmarks = true}; });
  const auto segments = head_segments(scene.clip, {}, scene.people.people[0], {0});
  EXPECT_EQ(segments.size(), 1u);
  for (std::size_t k = 0; k < segments[0].frames.size(); ++k) {
    if (segments[0].frames[k] == 30) return segments[0].evidence[k].front();
  }
  ADD_FAILURE() << "no evidence";
  return {};
}

TEST(EdgeReadings, AHeadThatTheEdgeCutsForLongIsPlacedAsWellAsElsewhere) {
  EXPECT_DOUBLE_EQ(in_the_middle(10, 0).center_sigma_px, in_the_middle(500, 0).center_sigma_px);
}

TEST(EdgeReadings, AHeadThatPassesTheEdgeIsPlacedBadly) {
  EXPECT_GT(in_the_middle(10, 200).center_sigma_px, 3 * in_the_middle(500, 200).center_sigma_px);
}

TEST(EdgeReadings, AHeadThatTheShouldersPutOverTheEdgeIsNotLostWithinThePicture) {
  const HeadScene scene(1280, 720, 30, 1);
  HeadEvidence sunk;
  sunk.source = observation::HeadSource::kLandmarks;
  sunk.center = {640, 40};
  sunk.height_px = kHeight_px;
  sunk.unplaced = true;
  HeadEvidence by_shoulders = sunk;
  by_shoulders.source = observation::HeadSource::kBody;
  by_shoulders.unplaced = false;
  by_shoulders.center = {640, 5};
  std::vector<HeadEvidence> evidence{sunk, by_shoulders};
  place_beyond_edge(scene.clip, evidence);
  EXPECT_TRUE(evidence[0].unplaced);
  evidence[1].center = {640, -5};
  place_beyond_edge(scene.clip, evidence);
  EXPECT_FALSE(evidence[0].unplaced);
}

/// Legs of somebody whose hips lie at a height, with what MoveNet sees of the shoulders.
HeadScene with_legs(double hips_y_px, float shoulders, float knees = 0.6F) {
  HeadScene scene(1280, 720, 30, 31);
  scene.add_person(
      [](double) {
        return Point{640, 300};
      },
      kHeight_px, [](FrameIndex) { return Seen{.face = false, .landmarks = true}; });
  for (FrameIndex i = 0; i < 31; ++i) {
    auto& person = scene.clip.frames[static_cast<std::size_t>(i)].people[0];
    person.movenet.emplace();
    auto& points = person.movenet->keypoints;
    points = {};
    for (const std::size_t side : {0U, 1U}) {
      points[5 + side] = {{600, hips_y_px - 200}, shoulders};
      points[11 + side] = {{620, hips_y_px}, knees};
      points[13 + side] = {{620, hips_y_px + 200}, knees};
    }
  }
  return scene;
}

std::size_t legs_only(const HeadScene& scene) {
  return frames_with_legs_only(scene.clip, scene.people.people[0]).size();
}

TEST(EdgeReadings, AHeadIsNotPlacedOnLegs) {
  const HeadScene scene = with_legs(150, 0.1F);
  EXPECT_EQ(legs_only(scene), 31u);
  EXPECT_TRUE(head_segments(scene.clip, {}, scene.people.people[0], {0}).empty());
  EXPECT_EQ(legs_only(with_legs(150, 0.4F)), 0u) << "the shoulders are seen";
  EXPECT_EQ(legs_only(with_legs(300, 0.1F)), 0u) << "hidden shoulders, within the picture";
}

TEST(EdgeReadings, LegsThatAreHardlySeenAreThoseOfTheFrameBefore) {
  HeadScene scene = with_legs(150, 0.1F);
  for (std::size_t i = 11; i < 31; ++i) {
    scene.clip.frames[i].people[0].movenet =
        with_legs(150, 0.1F, 0.1F).clip.frames[0].people[0].movenet;
  }
  const auto frames = frames_with_legs_only(scene.clip, scene.people.people[0]);
  EXPECT_TRUE(frames.contains(15));
  EXPECT_FALSE(frames.contains(25)) << "too long ago";
}

}  // namespace
}  // namespace securepose::covering
