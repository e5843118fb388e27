#include "securepose/pipeline/leak_cover.h"

#include <gtest/gtest.h>

#include <cstddef>

namespace securepose::pipeline {
namespace {

using base::FrameIndex;
using check::Leak;
using check::LeakKind;
using covering::CoverPlan;
using geometry::Box;

CoverPlan plan_of(std::size_t frames) {
  CoverPlan plan;
  for (std::size_t i = 0; i < frames; ++i) {
    covering::FrameRegions regions;
    regions.frame = static_cast<FrameIndex>(i);
    regions.time = base::Timestamp::from_seconds(static_cast<double>(i) / 20);
    plan.frames.push_back(regions);
  }
  return plan;
}

Leak leak_at(FrameIndex first, FrameIndex last) {
  Leak leak;
  leak.first_frame = first;
  leak.last_frame = last;
  leak.start = base::Timestamp::from_seconds(static_cast<double>(first) / 20);
  leak.end = base::Timestamp::from_seconds(static_cast<double>(last) / 20);
  leak.score = 0.7;
  leak.places = {{first, {100, 100, 140, 150}}, {last, {200, 100, 240, 150}}};
  return leak;
}

TEST(CoverLeaks, CoversThePlaceAndAroundIt) {
  CoverPlan plan = plan_of(60);
  const auto changed = cover_leaks({leak_at(20, 30)}, {}, plan);
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0].first, 15);
  EXPECT_EQ(changed[0].last, 35);
  ASSERT_EQ(plan.frames[25].regions.size(), 1u);
  const covering::Region& region = plan.frames[25].regions[0];
  EXPECT_EQ(region.evidence, std::vector<std::string>{"check"});
  EXPECT_NEAR(region.ellipse.center.x_px, 170, 1e-9);
  for (const geometry::Point corner : {geometry::Point{150, 100}, geometry::Point{190, 150}}) {
    EXPECT_TRUE(region.ellipse.contains(corner));
  }
  EXPECT_TRUE(plan.frames[14].regions.empty());
}

TEST(CoverLeaks, WhatIsHeldMovesWithTheCamera) {
  CoverPlan plan = plan_of(60);
  observation::ClipObservations clip;
  clip.width_px = 640;
  clip.frames.resize(60);
  for (std::size_t i = 0; i < 60; ++i) {
    clip.frames[i].time = plan.frames[i].time;
    if (i == 33) clip.frames[i].camera = {detection::CameraState::kMoved, {-90, 10}};
  }
  cover_leaks({leak_at(20, 30)}, {}, plan, tracking::CameraPath(clip));
  EXPECT_NEAR(plan.frames[32].regions.at(0).ellipse.center.x_px, 220, 1e-9);
  EXPECT_NEAR(plan.frames[34].regions.at(0).ellipse.center.x_px, 130, 1e-9);
  EXPECT_NEAR(plan.frames[34].regions.at(0).ellipse.center.y_px, 135, 1e-9);
}

TEST(CoverLeaks, AGapIsFilledAndNotHeldAround) {
  CoverPlan plan = plan_of(60);
  Leak gap = leak_at(20, 30);
  gap.kind = LeakKind::kGap;
  const auto changed = cover_leaks({gap}, {}, plan);
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0].first, 19);
  EXPECT_EQ(changed[0].last, 31);
}

TEST(CoverLeaks, APassageIsCoveredAndNotHeldAround) {
  CoverPlan plan = plan_of(60);
  Leak passage = leak_at(20, 24);
  passage.kind = LeakKind::kEdge;
  const auto changed = cover_leaks({passage}, {}, plan);
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0].first, 19);
  EXPECT_EQ(changed[0].last, 25);
  EXPECT_NE(doubts_of({passage}, plan).at(0).reason,
            doubts_of({leak_at(20, 24)}, plan).at(0).reason);
}

TEST(CoverLeaks, AGapAtACutIsFilledWithinItsShot) {
  CoverPlan plan = plan_of(40);
  Leak gap = leak_at(20, 30);
  gap.kind = LeakKind::kGap;
  const auto changed = cover_leaks({gap}, {20, 31}, plan);
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0].first, 20);
  EXPECT_EQ(changed[0].last, 30);
}

TEST(CoverLeaks, StaysWithinTheShotAndTheClip) {
  CoverPlan plan = plan_of(30);
  const auto changed = cover_leaks({leak_at(12, 13), leak_at(28, 29)}, {11, 15}, plan);
  ASSERT_EQ(changed.size(), 2u);
  EXPECT_EQ(changed[0].first, 11);
  EXPECT_EQ(changed[0].last, 14);
  EXPECT_EQ(changed[1].last, 29);
}

TEST(CoverLeaks, OverlappingRangesAreJoined) {
  CoverPlan plan = plan_of(60);
  EXPECT_EQ(cover_leaks({leak_at(20, 22), leak_at(25, 26)}, {}, plan).size(), 1u);
}

TEST(DoubtsOf, NamesTheStretch) {
  CoverPlan plan = plan_of(40);
  const Leak leak = leak_at(20, 30);
  const auto head = geometry::inscribed({150, 100, 190, 150});  // half way
  plan.frames[25].regions.push_back({base::PersonId{3}, head, {"pose"}, 0.9});
  const auto doubts = doubts_of({leak}, plan);
  ASSERT_EQ(doubts.size(), 1u);
  EXPECT_EQ(doubts[0].person, base::PersonId{3});
  ASSERT_TRUE(doubts[0].place_px);
  EXPECT_TRUE(doubts[0].place_px->contains(head.center));
  EXPECT_EQ(doubts[0].first_frame, 20);
  EXPECT_DOUBLE_EQ(doubts[0].end.seconds(), 1.5);
}

}  // namespace
}  // namespace securepose::pipeline
