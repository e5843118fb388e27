#include "securepose/covering/cover_plan.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>

#include "securepose/base/error.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/testing/head_scene.h"
#include "securepose/testing/turned_clip.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;
using geometry::Box;
using geometry::Point;
using securepose::testing::face_box;
using securepose::testing::face_truth;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

constexpr double kHeight_px = 60;

/// Share of the ellipse inscribed in a box that regions cover.
double covered(const FrameRegions& frame, const Box& box) {
  const geometry::Ellipse face = geometry::inscribed(box);
  int inside = 0;
  int hit = 0;
  for (double y = box.y1_px + 0.5; y < box.y2_px; ++y) {
    for (double x = box.x1_px + 0.5; x < box.x2_px; ++x) {
      if (!face.contains({x, y})) continue;
      ++inside;
      for (const Region& region : frame.regions) {
        if (!region.contains({x, y})) continue;
        ++hit;
        break;
      }
    }
  }
  return static_cast<double>(hit) / inside;
}

Point walking(double t_s) { return {200 + 150 * t_s, 200 + 8 * std::sin(11 * t_s)}; }

TEST(PlanCover, EveryFrameHasAnEntry) {
  HeadScene scene(1280, 720, 30, 10);
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  ASSERT_EQ(plan.frames.size(), 10u);
  EXPECT_EQ(plan.frames[7].frame, 7);
  EXPECT_EQ(plan.frames[7].time, scene.clip.frames[7].time);
  EXPECT_TRUE(plan.frames[7].regions.empty());
}

class EveryTurn : public ::testing::TestWithParam<int> {};

// One walks in at the left, one shows a body only, one is turned away, one is lost in the middle.
TEST_P(EveryTurn, TheSameCoversHoweverTheCameraWasHeld) {
  HeadScene scene(1280, 720, 30, 90);
  scene.add_person(
      [](double t) {
        return Point{-40 + 150 * t, 200};
      },
      kHeight_px,
      [](FrameIndex i) {
        return i > 20 ? Seen{} : Seen{false, false};
      });
  scene.add_person(
      [](double) {
        return Point{700, 30};
      },
      kHeight_px,
      [](FrameIndex i) {
        return i < 40 ? Seen{} : Seen{false, false};
      });
  scene.add_person(
      [](double) {
        return Point{900, 300};
      },
      kHeight_px,
      [](FrameIndex) { return Seen{.face = false, .landmarks = true, .from_behind = true}; });
  for (auto& frame : scene.clip.frames)
    if (frame.frame >= 30 && frame.frame < 60 && frame.people.size() > 1)
      frame.people.back().landmarks.reset();  // the box alone
  CoverOptions options;
  options.what = CoverWhat::kFace;
  const CoverPlan expected = plan_cover(scene.clip, scene.people, options);
  const auto recorded = securepose::testing::recorded_turned(scene.clip, GetParam());
  const CoverPlan plan = plan_cover(recorded, scene.people, options);
  const geometry::RecordedFromTurned to_recorded(GetParam(), recorded.width_px, recorded.height_px);
  for (std::size_t i = 0; i < plan.frames.size(); ++i) {
    ASSERT_EQ(plan.frames[i].regions.size(), expected.frames[i].regions.size()) << i;
    for (std::size_t k = 0; k < plan.frames[i].regions.size(); ++k) {
      const geometry::Box is = plan.frames[i].regions[k].bounds_px();
      const geometry::Box should = to_recorded(expected.frames[i].regions[k].bounds_px());
      EXPECT_NEAR(is.x1_px, should.x1_px, 1e-6);
      EXPECT_NEAR(is.y1_px, should.y1_px, 1e-6);
      EXPECT_NEAR(is.x2_px, should.x2_px, 1e-6);
      EXPECT_NEAR(is.y2_px, should.y2_px, 1e-6);
    }
  }
  ASSERT_EQ(plan.doubtful.size(), expected.doubtful.size());
}

INSTANTIATE_TEST_SUITE_P(PlanCover, EveryTurn, ::testing::Values(90, 180, 270));

TEST(PlanCover, DrawnBoxesStayInTheRecordedPicture) {
  HeadScene scene(1280, 720, 30, 3);
  CoverOptions options;
  options.drawn = {{{10, 20, 60, 90}, {}, base::Timestamp::from_seconds(1)}};
  const auto recorded = securepose::testing::recorded_turned(scene.clip, 90);
  const CoverPlan plan = plan_cover(recorded, scene.people, options);
  EXPECT_EQ(plan.frames[1].regions.at(0).bounds_px(), options.drawn[0].box_px);
}

TEST(PlanCover, WalkingHeadIsCoveredWholeAndLittleElse) {
  HeadScene scene(1280, 720, 30, 120);
  scene.add_person(walking, kHeight_px, [](FrameIndex) { return Seen{}; });
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  for (FrameIndex i = 0; i < 120; ++i) {
    const auto& frame = plan.frames[static_cast<std::size_t>(i)];
    ASSERT_EQ(covered(frame, face_truth(walking(scene.time_s(i)), kHeight_px)), 1.0) << i;
    ASSERT_EQ(frame.regions.size(), 1u);
    const Box bounds = frame.regions[0].ellipse.bounds();
    EXPECT_LT(bounds.height_px(), 1.7 * kHeight_px);
    EXPECT_LT(bounds.y2_px, walking(scene.time_s(i)).y_px + 1.0 * kHeight_px)
        << "shoulders covered";
  }
}

TEST(PlanCover, HeadThatTurnsAwayAndBackStaysCovered) {
  HeadScene scene(1280, 720, 30, 120);
  scene.add_person(walking, kHeight_px, [](FrameIndex i) {
    return Seen{.face = i < 30 || i > 80, .landmarks = true, .from_behind = i > 40 && i < 70};
  });
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  for (FrameIndex i = 0; i < 120; ++i) {
    EXPECT_GT(covered(plan.frames[static_cast<std::size_t>(i)],
                      face_truth(walking(scene.time_s(i)), kHeight_px)),
              0.99)
        << i;
  }
}

TEST(PlanCover, NoEvidenceForASecondIsBridged) {
  HeadScene scene(1280, 720, 30, 120);
  scene.add_person(walking, kHeight_px, [](FrameIndex i) {
    const bool seen = i < 45 || i >= 75;
    return Seen{.face = seen, .landmarks = seen};
  });
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  for (FrameIndex i = 0; i < 120; ++i) {
    const auto& frame = plan.frames[static_cast<std::size_t>(i)];
    EXPECT_GT(covered(frame, face_truth(walking(scene.time_s(i)), kHeight_px)), 0.99) << i;
  }
  EXPECT_EQ(plan.frames[60].regions[0].evidence, std::vector<std::string>{"interpolated"});
  ASSERT_FALSE(plan.doubtful.empty()) << "an unseen head is worth a look";
  EXPECT_LE(plan.doubtful[0].first_frame, 60);
  EXPECT_GE(plan.doubtful[0].last_frame, 60);
}

TEST(PlanCover, CoversBeforeTheFirstAndAfterTheLastEvidence) {
  HeadScene scene(1280, 720, 30, 160);
  scene.add_person(walking, kHeight_px, [](FrameIndex i) {
    const bool seen = i >= 40 && i < 80;
    return Seen{.face = seen, .landmarks = seen};
  });
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  for (FrameIndex i = 28; i < 92; ++i) {
    EXPECT_GT(covered(plan.frames[static_cast<std::size_t>(i)],
                      face_truth(walking(scene.time_s(i)), kHeight_px)),
              0.9)
        << i;
  }
  EXPECT_TRUE(plan.frames[0].regions.empty());
  EXPECT_TRUE(plan.frames[159].regions.empty());
}

TEST(PlanCover, NothingReachesAcrossACut) {
  HeadScene scene(1280, 720, 30, 60);
  scene.add_person(
      [](double) {
        return Point{300, 300};
      },
      kHeight_px, [](FrameIndex i) { return Seen{.face = i < 30, .landmarks = i < 30}; });
  scene.cut_at(30);
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  EXPECT_FALSE(plan.frames[29].regions.empty());
  EXPECT_TRUE(plan.frames[30].regions.empty());
}

TEST(PlanCover, FaceOfNobodyInASingleFrameIsCovered) {
  HeadScene scene(1280, 720, 30, 60);
  const Box box = face_box({600, 200}, kHeight_px);
  scene.add_face(30, box, 0.6, std::nullopt);
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  EXPECT_EQ(covered(plan.frames[30], box), 1.0);
  EXPECT_EQ(covered(plan.frames[29], box), 1.0);
  EXPECT_EQ(covered(plan.frames[31], box), 1.0);
  EXPECT_FALSE(plan.frames[30].regions[0].person.has_value());
  EXPECT_TRUE(plan.frames[45].regions.empty());
}

TEST(PlanCover, HandTakenForAFaceDoesNotDragTheRegionAway) {
  HeadScene scene(1280, 720, 30, 60);
  const auto id = scene.add_person(
      [](double) {
        return Point{300, 300};
      },
      kHeight_px, [](FrameIndex) { return Seen{.face = false}; });
  for (FrameIndex i = 20; i < 24; ++i) scene.add_face(i, face_box({330, 345}, 45), 0.2, id);
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  for (FrameIndex i = 0; i < 60; ++i) {
    const auto& frame = plan.frames[static_cast<std::size_t>(i)];
    EXPECT_EQ(covered(frame, face_truth({300, 300}, kHeight_px)), 1.0) << i;
  }
}

/// Somebody who stands, and another of whom only a large face on that head is seen, in these
/// frames.
CoverPlan with_echo(const std::vector<FrameIndex>& frames) {
  HeadScene scene(1280, 720, 30, 60);
  const Point head{300, 300};
  scene.add_person([&](double) { return head; }, kHeight_px, [](FrameIndex) { return Seen{}; });
  const auto echo =
      scene.add_person([&](double) { return head; }, kHeight_px,
                       [](FrameIndex) { return Seen{.face = false, .landmarks = false}; });
  scene.people.people[1].has_body = false;
  for (const FrameIndex i : frames)
    scene.add_face(i, face_box(head + Point{10, 10}, 1.5 * kHeight_px), 0.7, echo);
  return plan_cover(scene.clip, scene.people, {});
}

TEST(PlanCover, GuessOfASecondHeadWhereOneWasSeenIsLeftOut) {
  const CoverPlan plan = with_echo({20});
  EXPECT_EQ(plan.frames[20].regions.size(), 2u) << "a detector's word counts";
  EXPECT_EQ(plan.frames[17].regions.size(), 1u);
  EXPECT_EQ(plan.frames[23].regions.size(), 1u);
}

TEST(PlanCover, ASecondHeadThatIsSeenTwiceDoesNotBlinkBetween) {
  const CoverPlan plan = with_echo({20, 30});
  for (std::size_t i = 20; i <= 30; ++i) EXPECT_EQ(plan.frames[i].regions.size(), 2u) << i;
  EXPECT_EQ(plan.frames[17].regions.size(), 1u);
}

TEST(PlanCover, RegionIsSteady) {
  HeadScene scene(1280, 720, 30, 120);
  scene.add_person(walking, kHeight_px, [](FrameIndex i) { return Seen{.face = i % 3 != 0}; });
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  for (FrameIndex i = 1; i < 120; ++i) {
    const auto& before = plan.frames[static_cast<std::size_t>(i - 1)].regions[0].ellipse;
    const auto& after = plan.frames[static_cast<std::size_t>(i)].regions[0].ellipse;
    const double head_px = distance_px(walking(scene.time_s(i)), walking(scene.time_s(i - 1)));
    EXPECT_LE(distance_px(before.center, after.center), head_px + 0.02 * kHeight_px) << i;
  }
}

TEST(PlanCover, BystandersLeavesThePatientAlone) {
  HeadScene scene(1280, 720, 30, 30);
  const auto patient = scene.add_person(
      [](double) {
        return Point{300, 300};
      },
      kHeight_px, [](FrameIndex) { return Seen{}; });
  scene.add_person(
      [](double) {
        return Point{900, 300};
      },
      kHeight_px, [](FrameIndex) { return Seen{}; });
  const CoverPlan plan =
      plan_cover(scene.clip, scene.people, {.who = CoverWho::kBystanders, .patient = patient});
  for (const FrameRegions& frame : plan.frames) {
    EXPECT_EQ(covered(frame, face_truth({300, 300}, kHeight_px)), 0.0);
    EXPECT_EQ(covered(frame, face_truth({900, 300}, kHeight_px)), 1.0);
  }
}

TEST(PlanCover, BystandersWithoutAPatientIsAnError) {
  HeadScene scene(1280, 720, 30, 3);
  EXPECT_THROW(plan_cover(scene.clip, scene.people, {.who = CoverWho::kBystanders}), base::Error);
}

TEST(PlanCover, FaceRegionSkipsAHeadSeenWhollyFromBehind) {
  HeadScene scene(1280, 720, 30, 90);
  scene.add_person(
      [](double) {
        return Point{300, 300};
      },
      kHeight_px,
      [](FrameIndex i) { return Seen{.face = i < 30, .landmarks = true, .from_behind = i >= 30}; });
  const CoverPlan head = plan_cover(scene.clip, scene.people, {});
  const CoverPlan face = plan_cover(scene.clip, scene.people, {.what = CoverWhat::kFace});
  EXPECT_FALSE(head.frames[70].regions.empty());
  EXPECT_TRUE(face.frames[70].regions.empty());
  EXPECT_FALSE(face.frames[33].regions.empty()) << "just turned";
  EXPECT_FALSE(face.frames[20].regions.empty());
}

TEST(PlanCover, DrawnBoxIsCoveredWholeInItsTimeOnly) {
  HeadScene scene(1280, 720, 10, 30);
  const Box box{100, 100, 200, 160};
  const CoverPlan plan = plan_cover(
      scene.clip, scene.people,
      {.drawn = {{box, base::Timestamp::from_seconds(1), base::Timestamp::from_seconds(2)}}});
  EXPECT_TRUE(plan.frames[9].regions.empty());
  EXPECT_TRUE(plan.frames[21].regions.empty());
  for (const Point corner : {Point{100, 100}, Point{199, 159}, Point{100, 159}, Point{199, 100}}) {
    EXPECT_TRUE(plan.frames[15].regions.at(0).contains(corner));
    EXPECT_TRUE(plan.frames[15].regions.at(0).ellipse.contains(corner)) << "of regions.json";
  }
  EXPECT_FALSE(plan.frames[15].regions.at(0).contains({99, 130})) << "nothing beyond";
}

TEST(PlanCover, UnreadableFrameIsCoveredWholeAndReported) {
  HeadScene scene(1280, 720, 30, 30);
  scene.make_unreadable(12);
  scene.make_unreadable(13);
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  EXPECT_TRUE(plan.frames[12].cover_everything);
  EXPECT_FALSE(plan.frames[14].cover_everything);
  ASSERT_EQ(plan.doubtful.size(), 1u);
  EXPECT_EQ(plan.doubtful[0].first_frame, 12);
  EXPECT_EQ(plan.doubtful[0].last_frame, 13);
}

TEST(PlanCover, EmptyClip) { EXPECT_TRUE(plan_cover({}, {}, {}).frames.empty()); }

}  // namespace
}  // namespace securepose::covering
