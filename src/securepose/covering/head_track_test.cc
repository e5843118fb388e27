#include "securepose/covering/head_track.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <functional>

#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;
using geometry::Point;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

constexpr double kHeight_px = 60;

std::vector<HeadTrack> follow(const HeadScene& scene) {
  std::vector<FrameIndex> shots{0};
  shots.insert(shots.end(), scene.people.cuts.begin(), scene.people.cuts.end());
  return follow_head(scene.clip, {}, scene.people.people[0], shots);
}

/// Adds somebody whose head moves to the right from x_px at a steady speed.
void add_walker(HeadScene& scene, double x_px, double speed_px_per_s,
                const std::function<Seen(FrameIndex)>& seen) {
  scene.add_person(
      [=](double t) {
        return Point{x_px + speed_px_per_s * t, 300};
      },
      kHeight_px, seen);
}

TEST(FollowHead, OneTrackWithoutGaps) {
  HeadScene scene(1280, 720, 25, 50);
  add_walker(scene, 300, 100, [](FrameIndex i) { return Seen{i % 4 != 0, i % 4 != 0}; });
  const auto tracks = follow(scene);
  ASSERT_EQ(tracks.size(), 1u);
  EXPECT_EQ(tracks[0].first_frame, 0);
  EXPECT_EQ(tracks[0].states.size(), 50u);
}

TEST(FollowHead, LongAbsenceMakesTwoSegments) {
  HeadScene scene(1280, 720, 10, 100);
  add_walker(scene, 100, 100, [](FrameIndex i) {
    const bool seen = i < 20 || i >= 70;
    return Seen{seen, seen};
  });
  const auto tracks = follow(scene);
  ASSERT_EQ(tracks.size(), 2u);
  // Nobody left the picture, so the first goes on until the second begins.
  EXPECT_EQ(tracks[0].first_frame + static_cast<FrameIndex>(tracks[0].states.size()),
            tracks[1].first_frame);
  EXPECT_TRUE(tracks[0].states.back().basis.held);
}

TEST(FollowHead, AGlimpseBeforeThePersonIsSeenIsNoBeginning) {
  const auto from = [](FrameIndex glimpsed) {
    HeadScene scene(1280, 720, 10, 60);
    add_walker(scene, 600, 0, [=](FrameIndex i) {
      const bool seen = (i >= 20 && i < 20 + glimpsed) || i >= 35;
      return Seen{.face = false, .landmarks = seen};
    });
    const auto tracks = follow(scene);
    for (const HeadTrack& track : tracks) {
      const FrameIndex last = track.first_frame + static_cast<FrameIndex>(track.states.size()) - 1;
      if (track.first_frame <= 25 && last >= 25) return true;
    }
    return false;
  };
  EXPECT_FALSE(from(1)) << "nobody was there yet as far as anybody knows";
  EXPECT_TRUE(from(4)) << "somebody was";
}

TEST(FollowHead, WhoIsUnseenForVeryLongMayHaveLeft) {
  HeadScene scene(1280, 720, 10, 300);
  add_walker(scene, 100, 30, [](FrameIndex i) {
    const bool seen = i < 20 || i >= 200;
    return Seen{seen, seen};
  });
  const auto tracks = follow(scene);
  ASSERT_EQ(tracks.size(), 2u);
  EXPECT_LT(tracks[0].first_frame + static_cast<FrameIndex>(tracks[0].states.size()), 45);
  EXPECT_GT(tracks[1].first_frame, 180);
}

TEST(NearEdge, AboveOnlyIfTheEdgeCutsTheHead) {
  const HeadScene scene(1280, 720, 30, 1);
  HeadState head;
  head.height_px = 100;
  head.center = {640, 80};
  EXPECT_FALSE(near_edge(head, scene.clip));
  head.center = {640, 40};
  EXPECT_TRUE(near_edge(head, scene.clip));
  head.center = {80, 300};
  EXPECT_TRUE(near_edge(head, scene.clip));
  head.up = {-1, 0};  // the recording lies on its side: up is to the left
  EXPECT_FALSE(near_edge(head, scene.clip));
}

TEST(FollowHead, LongAbsenceAtTheSamePlaceIsOneSegment) {
  HeadScene scene(1280, 720, 10, 100);
  add_walker(scene, 600, 0, [](FrameIndex i) {
    const bool seen = i < 20 || i >= 55;
    return Seen{seen, seen};
  });
  const auto tracks = follow(scene);
  ASSERT_EQ(tracks.size(), 1u);
  EXPECT_TRUE(tracks[0].states[40].basis.interpolated);
}

TEST(FollowHead, GrowsTowardsTheMiddleOfAGap) {
  HeadScene scene(1280, 720, 30, 90);
  add_walker(scene, 300, 100, [](FrameIndex i) {
    const bool seen = i < 30 || i >= 60;
    return Seen{seen, seen};
  });
  const auto tracks = follow(scene);
  const auto radius_px = [&](std::size_t i) { return head_ellipse(tracks[0].states[i]).rx_px; };
  EXPECT_GT(radius_px(45), 1.3 * radius_px(20));
  EXPECT_LT(radius_px(45), 2.6 * (kHeight_px * 1.1));
}

TEST(FollowHead, HeldHeadThatFallsIsCoveredThoughItsSpeedChanges) {
  // Somebody jumps down and is seen from the tenth frame of the fall on.
  const auto head_at = [](double t) {
    constexpr double kGravity_px_per_s2 = 9.81 / 0.226 * kHeight_px;
    return Point{600, 100 + 0.5 * kGravity_px_per_s2 * t * t};
  };
  HeadScene scene(1280, 720, 30, 20);
  scene.add_person(head_at, kHeight_px, [](FrameIndex i) { return Seen{i >= 10, i >= 10}; });
  const auto tracks = follow(scene);
  ASSERT_EQ(tracks.size(), 1u);
  ASSERT_LE(tracks[0].first_frame, 5);
  for (FrameIndex i = 5; i < 10; ++i) {
    const auto& state = tracks[0].states[static_cast<std::size_t>(i - tracks[0].first_frame)];
    ASSERT_TRUE(state.basis.held);
    for (const double side : {-0.5, 0.5}) {
      const Point end = head_at(i / 30.0) + Point{0, side * kHeight_px};
      EXPECT_TRUE(head_ellipse(state).contains(end)) << i << ' ' << side;
    }
  }
}

TEST(FollowHead, FaceAloneIsFollowed) {
  HeadScene scene(1280, 720, 30, 30);
  add_walker(scene, 300, 60, [](FrameIndex) { return Seen{true, false}; });
  const auto tracks = follow(scene);
  ASSERT_EQ(tracks.size(), 1u);
  EXPECT_NEAR(tracks[0].states[15].center.x_px, 330, 3);
}

TEST(FollowHead, HeadWithoutAFaceIsCoveredThoughTheBodyTellsItATenthOff) {
  HeadScene scene(1280, 720, 30, 30);
  add_walker(scene, 300, 60, [](FrameIndex) { return Seen{false, true}; });
  const auto tracks = follow(scene);
  ASSERT_EQ(tracks.size(), 1u);
  // An arm before the face: nothing but the body tells, in every frame in the same way.
  const Point head = Point{330, 300} + Point{0.1 * kHeight_px, 0};
  for (const double side : {-0.5, 0.5}) {
    const Point cheek = head + Point{side * 0.85 * kHeight_px, 0};
    EXPECT_TRUE(head_ellipse(tracks[0].states[15]).contains(cheek)) << side;
  }
}

TEST(FollowHead, PersonWithoutEvidenceHasNoTrack) {
  HeadScene scene(1280, 720, 30, 30);
  scene.add_person([](double) { return Point{}; }, kHeight_px,
                   [](FrameIndex) {
                     return Seen{false, false};
                   });
  EXPECT_TRUE(follow(scene).empty());
}

TEST(HeadEllipse, OnlyOfALostHeadIsItLongerThanTwoAndAHalfHeads) {
  HeadState head;
  head.height_px = 100;
  head.height_sigma_px = 30;
  head.center_sigma_px = kLostSigma * head.height_px;
  EXPECT_LE(2 * head_ellipse(head).ry_px, 2.5 * head.height_px);
  head.center_sigma_px = 60;
  EXPECT_TRUE(is_lost(head));
  EXPECT_GT(2 * head_ellipse(head).ry_px, 2.5 * head.height_px);
}

TEST(HeadEllipse, LiesAlongTheHead) {
  HeadState head;
  head.center = {100, 100};
  head.height_px = 60;
  head.up = {1, 0};  // lying, vertex to the right
  const geometry::Ellipse ellipse = head_ellipse(head);
  EXPECT_GT(ellipse.ry_px, ellipse.rx_px);
  EXPECT_TRUE(ellipse.contains({100 + 0.98 * ellipse.ry_px, 100}));
  EXPECT_FALSE(ellipse.contains({100, 100 + 0.98 * ellipse.ry_px}));
}

}  // namespace
}  // namespace securepose::covering
