#include "securepose/covering/lone_faces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>

#include "securepose/covering/cover_plan.h"
#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;
using geometry::Point;
using securepose::testing::face_box;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

std::size_t covered_frames(const CoverPlan& plan) {
  std::size_t count = 0;
  for (const FrameRegions& frame : plan.frames) count += frame.regions.empty() ? 0 : 1;
  return count;
}

bool covered_at(const CoverPlan& plan, FrameIndex frame, Point p) {
  const auto& regions = plan.frames[static_cast<std::size_t>(frame)].regions;
  return std::any_of(regions.begin(), regions.end(),
                     [&](const Region& region) { return region.contains(p); });
}

/// Somebody who stands, seen by the body only.
void add_stander(HeadScene& scene) {
  scene.add_person(
      [](double) {
        return Point{600, 250};
      },
      80, [](FrameIndex) { return Seen{.face = false, .landmarks = true}; });
}

TEST(CoverLoneFaces, FaintFaceInItsFrameAndTheNextOnly) {
  HeadScene scene(1280, 720, 30, 60);
  scene.add_face(30, face_box({600, 200}, 60), 0.25, std::nullopt);
  EXPECT_EQ(covered_frames(plan_cover(scene.clip, scene.people, {})), 3u);
}

TEST(CoverLoneFaces, WeakerFaceIsLeftToItsNeighbours) {
  HeadScene scene(1920, 1080, 30, 60);
  scene.add_face(30, face_box({600, 200}, 40), 0.15, std::nullopt);
  EXPECT_EQ(covered_frames(plan_cover(scene.clip, scene.people, {})), 0u);
  for (const FrameIndex i : {31, 32, 33})
    scene.add_face(i, face_box({600, 200}, 40), 0.12, std::nullopt);
  EXPECT_GT(covered_frames(plan_cover(scene.clip, scene.people, {})), 10u) << "repeated";
}

TEST(CoverLoneFaces, LargeWeakFaceIsNotCoveredForBeingRepeated) {
  HeadScene scene(1920, 1080, 30, 60);
  for (const FrameIndex i : {30, 31, 32, 33})
    scene.add_face(i, face_box({600, 200}, 200), 0.12, std::nullopt);
  EXPECT_EQ(covered_frames(plan_cover(scene.clip, scene.people, {})), 0u);
}

TEST(CoverLoneFaces, AFaceThatStaysIsNotHeldFromEachOfItsFrames) {
  HeadScene scene(1280, 720, 30, 60);
  scene.add_person(
      [](double) {
        return Point{600, 150};
      },
      60, [](FrameIndex) { return Seen{.face = false, .landmarks = true}; });
  for (FrameIndex i = 10; i < 50; ++i)
    scene.add_face(i, face_box({600, 290}, 20), 0.12, std::nullopt);  // on the trunk
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  for (const FrameRegions& frame : plan.frames) EXPECT_LE(frame.regions.size(), 3u) << frame.frame;
  EXPECT_GE(plan.frames[30].regions.size(), 2u);
}

TEST(CoverLoneFaces, TinyFaceIsHeldLongAndCoveredWide) {
  HeadScene scene(1920, 1080, 30, 60);
  scene.add_face(30, face_box({600, 200}, 22), 0.15, std::nullopt);
  EXPECT_EQ(covered_frames(plan_cover(scene.clip, scene.people, {})), 0u) << "once may be anything";
  for (const FrameIndex i : {31, 32, 33})
    scene.add_face(i, face_box({600, 200}, 22), 0.12, std::nullopt);
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  EXPECT_EQ(covered_frames(plan), 18u) << "a quarter of a second before and after";
  // The network's box may be off by a quarter and more: the head is covered all the same.
  for (const Point shift : {Point{12, 0}, Point{-12, 0}, Point{0, 12}, Point{0, -12}})
    EXPECT_TRUE(plan.frames[24].regions[0].contains(Point{600, 200} + shift));
}

TEST(CoverLoneFaces, TinyFaintFaceOnABodyIsCoveredWideOnlyIfLessFaintOnce) {
  for (const double surest : {0.12, 0.25}) {
    HeadScene scene(1920, 1080, 30, 60);
    add_stander(scene);
    for (FrameIndex i = 20; i < 40; ++i)
      scene.add_face(i, face_box({600, 450}, 20), i == 30 ? surest : 0.12, std::nullopt);
    const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
    EXPECT_TRUE(covered_at(plan, 28, {600, 450}));
    EXPECT_EQ(covered_at(plan, 28, {600, 465}), surest > 0.2);
  }
}

TEST(CoverLoneFaces, TinyFaintFaceOnABodyIsBelievedWhenSeenTwiceIfLessFaintOnce) {
  for (const double surest : {0.13, 0.16}) {
    HeadScene scene(1920, 1080, 30, 60);
    add_stander(scene);
    scene.add_face(30, face_box({600, 450}, 20), surest, std::nullopt);
    scene.add_face(31, face_box({600, 450}, 20), 0.12, std::nullopt);
    scene.people.cuts = {33};  // twice within the last frames of a shot is often enough
    const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
    for (const FrameIndex i : {24, 30, 31, 32}) {
      EXPECT_EQ(covered_at(plan, i, {600, 450}), surest > 0.15) << i;
    }
  }
}

TEST(CoverLoneFaces, NothingIsBelievedOrHeldAcrossACut) {
  HeadScene scene(1920, 1080, 30, 60);
  scene.add_face(33, face_box({600, 200}, 22), 0.15, std::nullopt);
  scene.add_face(34, face_box({600, 200}, 22), 0.15, std::nullopt);
  scene.people.cuts = {34};
  EXPECT_EQ(covered_frames(plan_cover(scene.clip, scene.people, {})), 0u);
  scene.add_face(32, face_box({600, 200}, 22), 0.15, std::nullopt);
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  EXPECT_TRUE(plan.frames[34].regions.empty());
  EXPECT_EQ(covered_frames(plan), 9u) << "twice in the last frames of a shot is enough";
}

TEST(CoverLoneFaces, SparesThePatientsFaces) {
  HeadScene scene(1280, 720, 30, 30);
  const auto patient = scene.add_person(
      [](double) {
        return Point{300, 300};
      },
      60, [](FrameIndex) { return Seen{}; });
  scene.add_face(10, face_box({900, 300}, 60), 0.8, std::nullopt);
  const CoverPlan plan =
      plan_cover(scene.clip, scene.people, {.who = CoverWho::kBystanders, .patient = patient});
  ASSERT_EQ(plan.frames[10].regions.size(), 1u);
  EXPECT_NEAR(plan.frames[10].regions[0].ellipse.center.x_px, 900, 5);
}

}  // namespace
}  // namespace securepose::covering
