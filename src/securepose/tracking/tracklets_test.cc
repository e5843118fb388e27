#include "securepose/tracking/tracklets.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using geometry::Point;
using observation::ClipObservations;
using testing::observed;

const TrackingOptions kOptions;

std::vector<Tracklet> tracklets_of(const ClipObservations& clip,
                                   const std::vector<base::FrameIndex>& cuts = {}) {
  const auto table =
      make_detection_table(clip, cuts, std::vector<Point>(clip.frames.size()), kOptions);
  return build_tracklets(table, std::vector<bool>(table.detections.size(), true), kOptions);
}

ClipObservations walk(double fps, double speed_px_s) {
  ClipObservations clip = testing::empty_clip(static_cast<std::size_t>(2 * fps), fps);
  for (auto& frame : clip.frames)
    frame.people.push_back(observed({.feet = {200 + speed_px_s * frame.time.seconds(), 600}}));
  return clip;
}

TEST(BuildTracklets, OneWalkIsOnePiece) {
  for (const double fps : {10.0, 30.0, 60.0}) {
    const auto pieces = tracklets_of(walk(fps, 350));
    ASSERT_EQ(pieces.size(), 1U) << fps;
    EXPECT_EQ(pieces[0].size(), static_cast<std::size_t>(2 * fps));
  }
}

TEST(BuildTracklets, GoesOnOverAMissedFrame) {
  auto clip = walk(30, 350);
  clip.frames[20].people.clear();
  EXPECT_EQ(tracklets_of(clip).size(), 1U);
}

TEST(BuildTracklets, EndsAtALongGapAndAtACut) {
  auto clip = walk(30, 350);
  for (std::size_t k = 20; k < 35; ++k) clip.frames[k].people.clear();
  EXPECT_EQ(tracklets_of(clip).size(), 2U);
  EXPECT_EQ(tracklets_of(walk(30, 350), {30}).size(), 2U);
}

TEST(BuildTracklets, NeverJumps) {
  auto clip = walk(30, 350);
  for (std::size_t k = 30; k < 60; ++k) clip.frames[k].people[0] = observed({.feet = {1100, 600}});
  EXPECT_EQ(tracklets_of(clip).size(), 2U);
}

TEST(BuildTracklets, TwoWhoWalkSideBySideAreTwoPieces) {
  auto clip = walk(30, 350);
  for (auto& frame : clip.frames)
    frame.people.push_back(
        observed({.feet = {310 + 350 * frame.time.seconds(), 610}, .colour = 4}));
  const auto pieces = tracklets_of(clip);
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].size(), 60U);
  EXPECT_EQ(pieces[1].size(), 60U);
}

TEST(BuildTracklets, BreaksRatherThanGuesses) {
  // Two people in the same clothes come together, are one observation for a while, and part.
  ClipObservations clip = testing::empty_clip(60, 30);
  for (std::size_t k = 0; k < 60; ++k) {
    const double half = std::max(0.0, std::abs(static_cast<double>(k) - 30) - 5) * 10;
    clip.frames[k].people.push_back(observed({.feet = {600 - half, 600}}));
    if (half > 0) clip.frames[k].people.push_back(observed({.feet = {600 + half, 600}}));
  }
  for (const Tracklet& piece : tracklets_of(clip)) {
    const bool before = piece.front() < 40;
    const bool after = piece.back() > 70;
    EXPECT_FALSE(before && after);
  }
}

TEST(BuildTracklets, FollowsTheBoxWhereLandmarksJump) {
  auto clip = walk(30, 0);
  for (std::size_t k = 30; k < 60; ++k)
    for (auto& mark : clip.frames[k].people[0].landmarks->landmarks)
      mark.point = mark.point + Point{45, 30};
  EXPECT_EQ(tracklets_of(clip).size(), 1U);
}

TEST(BuildTracklets, LeavesOutWhatIsNotUsed) {
  const auto clip = walk(30, 350);
  const auto table =
      make_detection_table(clip, {}, std::vector<Point>(clip.frames.size()), kOptions);
  EXPECT_TRUE(
      build_tracklets(table, std::vector<bool>(table.detections.size(), false), kOptions).empty());
}

}  // namespace
}  // namespace securepose::tracking
