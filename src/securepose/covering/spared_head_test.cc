#include "securepose/covering/spared_head.h"

#include <gtest/gtest.h>

#include <cmath>

#include "securepose/covering/cover_plan.h"
#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;
using geometry::Point;
using testing::face_box;
using testing::HeadScene;
using testing::Seen;

constexpr double kHeight_px = 60;
const Point kPatient{600, 300};

Seen face_and_pose(FrameIndex) { return {}; }
Seen pose_only(FrameIndex) { return {.face = false, .landmarks = true}; }

std::function<Point(double)> at(Point place) {
  return [place](double) { return place; };
}

class Spared : public ::testing::Test {
 protected:
  void patient(const std::function<Seen(FrameIndex)>& seen = face_and_pose) {
    id_ = scene_.add_person(at(kPatient), kHeight_px, seen);
  }
  base::PersonId other(Point place, const std::function<Seen(FrameIndex)>& seen, bool sure = true) {
    const auto id = scene_.add_person(at(place), kHeight_px, seen);
    if (!sure) scene_.people.people.back().certainty = 0.1;
    return id;
  }
  SparedHead head() const { return {scene_.clip, scene_.people, id_}; }
  bool own(FrameIndex frame, Point place = kPatient) const {
    return head().is_own(frame, face_box(place, kHeight_px));
  }
  CoverPlan plan() const {
    return plan_cover(scene_.clip, scene_.people, {.who = CoverWho::kBystanders, .patient = id_});
  }
  bool is_open(const CoverPlan& plan, FrameIndex frame, Point place = kPatient) const {
    for (const Region& region : plan.frames.at(static_cast<std::size_t>(frame)).regions)
      if (region.contains(place)) return false;
    return true;
  }

  HeadScene scene_{1280, 720, 30, 120};
  base::PersonId id_;
};

TEST_F(Spared, OwnsWhatLiesAtTheHead) {
  patient();
  EXPECT_TRUE(own(50));
  EXPECT_TRUE(own(50, kPatient + Point{10, 5}));
  EXPECT_FALSE(own(50, kPatient + Point{kHeight_px, 0}));
}

TEST_F(Spared, OwnsAHeldHeadForAMomentOnly) {
  patient([](FrameIndex i) { return i <= 50 ? Seen{} : Seen{false, false}; });
  EXPECT_TRUE(own(55));
  EXPECT_FALSE(own(70)) << "somebody else's may lie there by now";
}

TEST_F(Spared, OwnsNothingWhereSomebodyElsesHeadIs) {
  patient();
  other(kPatient + Point{25, 0}, face_and_pose);
  EXPECT_FALSE(own(50));
}

TEST_F(Spared, OwnsNothingWhereSomebodyWhoIsNotSureShowsAFace) {
  patient();
  other(kPatient + Point{25, 0}, face_and_pose, /*sure=*/false);
  EXPECT_FALSE(own(50));
}

TEST_F(Spared, IsNotLostToTheHeldHeadOfWhoWentAway) {
  patient();
  other(kPatient + Point{20, 0}, [](FrameIndex i) {
    return i <= 40 ? Seen{} : Seen{false, false};
  });
  EXPECT_FALSE(own(30));
  EXPECT_TRUE(own(60));
}

TEST_F(Spared, WhoIsUnseenBehindSomebodyElseOwnsNothing) {
  patient([](FrameIndex i) { return i < 40 || i > 60 ? Seen{} : Seen{false, false}; });
  other(kPatient, [](FrameIndex i) { return i >= 40 && i <= 60 ? Seen{} : Seen{false, false}; });
  EXPECT_FALSE(own(50));
}

TEST_F(Spared, ASecondIdentityOfWhomNobodyIsSureHidesNothing) {
  patient();
  other(kPatient + Point{4, 3}, pose_only, /*sure=*/false);
  const CoverPlan covered = plan();
  for (FrameIndex i = 0; i < 120; ++i) EXPECT_TRUE(is_open(covered, i)) << i;
}

TEST_F(Spared, ASureOtherHeadIsCoveredBeforeTheOpenOne) {
  patient();
  const Point place = kPatient + Point{20, 0};
  other(place, pose_only);
  const CoverPlan covered = plan();
  for (FrameIndex i = 0; i < 120; ++i) EXPECT_FALSE(is_open(covered, i, place)) << i;
}

TEST_F(Spared, TheHeadOfAnEarlierIdentityIsNotHeldOverTheOpenOne) {
  other(kPatient, [](FrameIndex i) { return i < 40 ? Seen{} : Seen{false, false}; });
  patient([](FrameIndex i) { return i >= 40 ? Seen{} : Seen{false, false}; });
  const CoverPlan covered = plan();
  EXPECT_FALSE(is_open(covered, 39));
  for (FrameIndex i = 40; i < 120; ++i) EXPECT_TRUE(is_open(covered, i)) << i;
}

TEST_F(Spared, AFaceThatTrackingGaveToNobodyIsTheOpenOnesWhereOnlyThatHeadIs) {
  patient(pose_only);
  for (FrameIndex i = 0; i < 120; i += 7)
    scene_.add_face(i, face_box(kPatient + Point{3, 2}, kHeight_px), 0.8, std::nullopt);
  const Point stranger = kPatient + Point{150, 0};
  scene_.add_face(60, face_box(stranger, kHeight_px), 0.8, std::nullopt);
  const CoverPlan covered = plan();
  for (FrameIndex i = 0; i < 120; ++i) EXPECT_TRUE(is_open(covered, i)) << i;
  EXPECT_FALSE(is_open(covered, 60, stranger));
}

}  // namespace
}  // namespace securepose::covering
