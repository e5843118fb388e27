// The moments at which de-identifiers let a face slip through, one test each: what people do.

#include "securepose/covering/hard_moments_test.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>

namespace securepose::covering::hard_moments {
namespace {

TEST(HardMoment, PersonWhoEntersAtTheEdgeIsCoveredBeforeTheFirstEvidence) {
  HeadScene scene(1280, 720, 30, 90);
  const auto entering = [](double t) { return Point{-60 + 180 * t, 300}; };
  scene.add_person(entering, kHeight_px, [](FrameIndex i) { return i < 24 ? nothing() : Seen{}; });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 12; i < 90; ++i)  // in the picture from frame 5 on, wholly from 15 on
    EXPECT_GT(covered(scene, plan, i, entering(scene.time_s(i))), 0.9) << i;
}

TEST(HardMoment, PersonWhoLeavesAtTheEdgeIsCoveredAfterTheLastEvidence) {
  HeadScene scene(1280, 720, 30, 90);
  const auto leaving = [](double t) { return Point{1000 + 150 * t, 300}; };
  scene.add_person(leaving, kHeight_px, [](FrameIndex i) { return i > 40 ? nothing() : Seen{}; });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 55; ++i)
    EXPECT_GT(covered(scene, plan, i, leaving(scene.time_s(i))), 0.9) << i;
}

TEST(HardMoment, PointsThatStayOnTheShoulderAtTheEdgeDoNotHoldTheCoverBack) {
  // At 10 frames a second, half a head in each; the networks keep the head inside the picture.
  HeadScene scene(1280, 720, 10, 40);
  const auto leaving = [](double t) { return Point{960 + 300 * t, 300}; };
  const auto as_seen = [&](double t) {
    const Point head = leaving(t);
    const double beyond_px = std::max(0.0, head.x_px - 1255);
    return Point{head.x_px - beyond_px, head.y_px + 1.2 * beyond_px};
  };
  scene.add_person(as_seen, kHeight_px,
                   [](FrameIndex i) { return i > 12 ? nothing() : pose_only(); });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 14; ++i) {
    EXPECT_GT(covered(scene, plan, i, leaving(scene.time_s(i))), 0.9) << i;
  }
  for (const Region& region : plan.frames[12].regions) {
    EXPECT_FALSE(region.contains({1250, 380})) << "the shoulder that follows";
  }
}

TEST(HardMoment, WhoIsLostFromSightInTheMiddleIsCoveredAsFarAsTheHeadMayHaveGone) {
  HeadScene scene(1280, 720, 30, 120);
  scene.add_person(
      [](double) {
        return Point{600, 300};
      },
      kHeight_px, [](FrameIndex i) { return i > 40 ? nothing() : Seen{}; });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 41; i < 100; ++i) {
    // The head sinks by half its height in two seconds, and nobody sees it.
    const double sunk_px = 0.5 * kHeight_px * (scene.time_s(i) - scene.time_s(40)) / 2;
    EXPECT_GT(covered(scene, plan, i, {600, 300 + sunk_px}), 0.9) << i;
  }
  ASSERT_FALSE(plan.doubtful.empty());
  EXPECT_EQ(plan.doubtful[0].first_frame, 41);
}

TEST(HardMoment, WhoIsSeenAgainSecondsLaterIsCoveredMeanwhile) {
  HeadScene scene(1280, 720, 30, 240);
  scene.add_person(
      [](double t) {
        return Point{500 + 25 * t, 300};
      },
      kHeight_px, [](FrameIndex i) { return i > 40 && i < 200 ? nothing() : Seen{}; });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 41; i < 200; ++i) {
    EXPECT_GT(covered(scene, plan, i, {500 + 25 * scene.time_s(i), 300}), 0.9) << i;
  }
  ASSERT_FALSE(plan.doubtful.empty());
  EXPECT_EQ(plan.doubtful[0].first_frame, 41);
  EXPECT_EQ(plan.doubtful[0].last_frame, 199);
}

TEST(HardMoment, WhoIsLostBesideAFaintFaceDoesNotHideItsLack) {
  // Somebody is lost; beside the place sits somebody whose face only shows faintly.
  HeadScene scene(1280, 720, 30, 120);
  scene.add_person(
      [](double) {
        return Point{600, 300};
      },
      kHeight_px, [](FrameIndex i) { return i > 40 ? nothing() : Seen{}; });
  const Box face = face_box({690, 300}, 0.7 * kHeight_px);
  for (FrameIndex i = 0; i < 120; ++i)
    scene.add_face(i, face, i == 100 ? 0.35 : 0.15, std::nullopt);
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 41; i < 110; ++i) {
    EXPECT_GT(covered(scene, plan.frames[static_cast<std::size_t>(i)], geometry::inscribed(face)),
              0.9)
        << i;
  }
}

TEST(HardMoment, EarsThatComeAndGoAsFacesDoNotShakeTheCoverOfATurnedHead) {
  HeadScene scene(1280, 720, 10, 60);
  const auto standing = [](double) { return Point{600, 300}; };
  const auto id = scene.add_person(standing, kHeight_px, [](FrameIndex) { return pose_only(); });
  for (FrameIndex i = 0; i < 60; ++i) {
    const double ear_px = (i / 3) % 2 == 0 ? 15 : -15;
    scene.add_face(i, face_box({600 + ear_px, 305}, 0.7 * kHeight_px), 0.18, id);
  }
  const CoverPlan plan = planned(scene);
  for (std::size_t i = 1; i < 60; ++i) {
    const auto& before = plan.frames[i - 1].regions.at(0).ellipse;
    const auto& now = plan.frames[i].regions.at(0).ellipse;
    EXPECT_LT(distance_px(before.center, now.center), 0.02 * kHeight_px) << i;
  }
}

TEST(HardMoment, WhoLingersAtTheEdgeStaysCovered) {
  HeadScene scene(1280, 720, 30, 120);
  const auto lingering = [](double t) { return Point{std::min(1000 + 300 * t, 1262.0), 300}; };
  scene.add_person(lingering, kHeight_px, [](FrameIndex) { return pose_only(); });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 120; ++i) {
    EXPECT_GT(covered(scene, plan, i, lingering(scene.time_s(i))), 0.9) << i;
  }
}

TEST(HardMoment, HeadThatBendsDownUntilItIsUpsideDownStaysCovered) {
  HeadScene scene(1280, 720, 30, 90);
  const Point head{600, 200};
  const Point hips{600, 420};
  scene.add_person([&](double) { return head; }, kHeight_px,
                   [](FrameIndex) { return pose_only(); });
  const auto angle_rad = [](FrameIndex i) {
    return std::numbers::pi *
           (0.5 - 0.5 * std::cos(std::numbers::pi * static_cast<double>(i) / 89));
  };
  for (auto& frame : scene.clip.frames) turn_about(hips, angle_rad(frame.frame), frame);
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 90; ++i) {
    const double a = angle_rad(i);
    const Point arm = head - hips;
    geometry::Ellipse face = geometry::inscribed(face_truth({0, 0}, kHeight_px));
    const auto turned = [a](Point p) {
      return Point{std::cos(a) * p.x_px - std::sin(a) * p.y_px,
                   std::sin(a) * p.x_px + std::cos(a) * p.y_px};
    };
    face.center = hips + turned(arm + face.center);
    face.angle_deg = a * 180 / std::numbers::pi;
    const auto& frame = plan.frames[static_cast<std::size_t>(i)];
    EXPECT_GT(covered(scene, frame, face), 0.97) << i;
    ASSERT_EQ(frame.regions.size(), 1u);
    // An upright ellipse would do, too, if it were a large circle: it must lie along the head.
    EXPECT_LT(frame.regions[0].ellipse.ry_px, 0.9 * kHeight_px) << i;
  }
}

/// A body as MoveNet sees it from behind, leaning to the picture's left: shoulders and hips, but no
/// point of the head.
detection::PersonDetection leaning_body(Point shoulders, double lean_rad) {
  const Point up{-std::sin(lean_rad), -std::cos(lean_rad)};
  const Point across{-up.y_px, up.x_px};
  const Point hips = shoulders - 2.1 * kHeight_px * up;
  detection::PersonDetection body;
  body.score = 0.5;
  body.box_px = Box::around(hips, 4 * kHeight_px, 7.5 * kHeight_px);
  body.keypoints[5] = {shoulders - 0.75 * kHeight_px * across, 0.7};
  body.keypoints[6] = {shoulders + 0.75 * kHeight_px * across, 0.7};
  body.keypoints[11] = {hips - 0.45 * kHeight_px * across, 0.7};
  body.keypoints[12] = {hips + 0.45 * kHeight_px * across, 0.7};
  return body;
}

TEST(HardMoment, WhoBendsSidewaysSeenFromBehindIsCoveredThoughTheHeadIsTakenForAShoulder) {
  HeadScene scene(1280, 720, 30, 60);
  const Point upright{640, 240};
  const auto bends = [](FrameIndex i) { return i >= 15 && i < 45; };
  const Point shoulders = upright + Point{0, 1.05 * kHeight_px};
  // What BlazePose takes for the head while the body leans lies on the shoulders.
  const auto as_seen = [&](double t) {
    return bends(static_cast<FrameIndex>(std::lround(30 * t))) ? shoulders : upright;
  };
  scene.add_person(as_seen, kHeight_px, [](FrameIndex) {
    return Seen{.face = false, .landmarks = true, .from_behind = true};
  });
  constexpr double kLean_rad = 0.6;
  for (FrameIndex i = 0; i < 60; ++i) {
    scene.clip.frames[static_cast<std::size_t>(i)].people[0].movenet =
        leaning_body(shoulders, bends(i) ? kLean_rad : 0);
  }
  const CoverPlan plan = planned(scene);
  const Point leaning =
      shoulders - 1.05 * kHeight_px * Point{std::sin(kLean_rad), std::cos(kLean_rad)};
  for (FrameIndex i = 18; i < 42; ++i) EXPECT_GT(covered(scene, plan, i, leaning), 0.9) << i;
  ASSERT_EQ(plan.doubtful.size(), 1u);
  EXPECT_LE(plan.doubtful[0].first_frame, 18);
  EXPECT_GE(plan.doubtful[0].last_frame, 41);
}

TEST(HardMoment, ChildOnAnArmIsCoveredThoughItsFaceLiesOnABody) {
  HeadScene scene(1280, 720, 30, 90);
  const auto parent = [](double t) { return Point{300 + 60 * t, 200}; };
  const auto child = [&](double t) { return parent(t) + Point{20, 120}; };
  scene.add_person(parent, kHeight_px, [](FrameIndex) { return Seen{}; });
  const auto id = scene.add_person(child, 45, [](FrameIndex) { return nothing(); });
  scene.people.people[1].has_body = false;
  for (FrameIndex i = 0; i < 90; i += 3)
    scene.add_face(i, face_box(child(scene.time_s(i)), 45), i % 15 == 0 ? 0.7 : 0.15, id);
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 90; ++i)
    EXPECT_GT(covered(scene, plan, i, child(scene.time_s(i)), 45), 0.97) << i;
}

TEST(HardMoment, ChildInAWalkingFrameHeldFromBehindIsCovered) {
  // The therapist bends over the child; of the child the networks see a body now and then only.
  HeadScene scene(1280, 720, 30, 120);
  const auto therapist = [](double t) { return Point{300 + 40 * t, 180}; };
  const auto child = [&](double t) { return therapist(t) + Point{25, 110 + 4 * std::sin(6 * t)}; };
  scene.add_person(therapist, kHeight_px, [](FrameIndex) { return Seen{}; });
  scene.add_person(child, 50,
                   [](FrameIndex i) { return Seen{.face = false, .landmarks = i % 20 < 6}; });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 120; ++i)
    EXPECT_GT(covered(scene, plan, i, child(scene.time_s(i)), 50), 0.97) << i;
}

TEST(HardMoment, BareChestMakesNoHead) {
  HeadScene scene(1280, 720, 30, 60);
  const Point head{600, 150};
  const Point chest = head + Point{0, 2 * kHeight_px};
  scene.add_person([&](double) { return head; }, kHeight_px, [](FrameIndex) { return Seen{}; });
  const auto id = scene.add_person([&](double) { return chest; }, kHeight_px,
                                   [](FrameIndex) { return nothing(); });
  scene.people.people[1].has_body = false;
  for (FrameIndex i = 0; i < 60; i += 4) scene.add_face(i, face_box(chest, 60), 0.45, id);
  const CoverPlan plan = planned(scene);
  EXPECT_GT(covered(scene, plan, 4, chest), 0.9) << "what a detector saw is covered in its frame";
  for (const FrameIndex i : {2, 22, 42}) EXPECT_LT(covered(scene, plan, i, chest), 0.05) << i;
}

TEST(HardMoment, HandBeforeTheFaceLeavesTheHeadCovered) {
  HeadScene scene(1280, 720, 30, 90);
  const auto head = [](double t) { return Point{400 + 40 * t, 300}; };
  const auto hidden = [](FrameIndex i) { return i >= 30 && i < 60; };
  const auto id = scene.add_person(head, kHeight_px,
                                   [&](FrameIndex i) { return hidden(i) ? nothing() : Seen{}; });
  for (FrameIndex i = 30; i < 60; i += 2)  // the hand, taken for a face by a detector
    scene.add_face(i, face_box(head(scene.time_s(i)) + Point{25, 30}, 40), 0.3, id);
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 90; ++i)
    EXPECT_GT(covered(scene, plan, i, head(scene.time_s(i))), 0.9) << i;
}

TEST(HardMoment, PaperBeforeTheFaceLeavesTheHeadCovered) {
  // For 0.8 s nothing is seen but what looks like a weak face, on the paper.
  HeadScene scene(1280, 720, 30, 90);
  const auto head = [](double t) { return Point{500 + 12 * std::sin(3 * t), 300}; };
  const auto hidden = [](FrameIndex i) { return i >= 30 && i < 54; };
  const auto id = scene.add_person(head, kHeight_px,
                                   [&](FrameIndex i) { return hidden(i) ? nothing() : Seen{}; });
  for (FrameIndex i = 30; i < 54; i += 2) {
    const Point paper = head(scene.time_s(i)) + Point{10, 0.9 * kHeight_px};
    scene.add_face(i, face_box(paper, kHeight_px), 0.25, id);
  }
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 90; ++i)
    EXPECT_GT(covered(scene, plan, i, head(scene.time_s(i))), 0.95) << i;
}

TEST(HardMoment, AnotherHeadBeforeTheFaceLeavesBothCovered) {
  // Who passes in front hides the other, and the tracker takes the intruder's face for the hidden
  // one's.
  HeadScene scene(1280, 720, 30, 90);
  const auto passing = [](double t) { return Point{300 + 220 * t, 320}; };
  const Point sitting{620, 305};
  scene.add_person(passing, 80, [](FrameIndex) { return Seen{}; });
  const auto hidden = [&](FrameIndex i) {
    return std::abs(passing(scene.time_s(i)).x_px - sitting.x_px) < 70;
  };
  const auto id = scene.add_person([&](double) { return sitting; }, kHeight_px,
                                   [&](FrameIndex i) { return hidden(i) ? nothing() : Seen{}; });
  for (FrameIndex i = 0; i < 90; ++i) {
    if (hidden(i)) scene.add_face(i, face_box(passing(scene.time_s(i)), 80), 0.5, id);
  }
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 90; ++i) {
    EXPECT_GT(covered(scene, plan, i, passing(scene.time_s(i)), 80), 0.97) << i;
    EXPECT_GT(covered(scene, plan, i, sitting), 0.95) << i;
  }
}

TEST(HardMoment, TwoPeopleWhoCrossStayCovered) {
  HeadScene scene(1280, 720, 30, 90);
  const auto near = [](double t) { return Point{300 + 200 * t, 320}; };
  const auto far = [](double t) { return Point{900 - 200 * t, 300}; };
  scene.add_person(near, 80, [](FrameIndex) { return Seen{}; });
  scene.add_person(far, kHeight_px,
                   [&](FrameIndex i) { return i > 36 && i < 54 ? nothing() : Seen{}; });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 90; ++i) {
    EXPECT_GT(covered(scene, plan, i, near(scene.time_s(i)), 80), 0.97) << i;
    EXPECT_GT(covered(scene, plan, i, far(scene.time_s(i))), 0.97) << i;
  }
}

TEST(HardMoment, MaskedFaceIsCoveredByThePoseAlone) {
  HeadScene scene(1280, 720, 30, 60);
  const auto head = [](double t) { return Point{300 + 150 * t, 200 + 8 * std::sin(11 * t)}; };
  scene.add_person(head, kHeight_px, [](FrameIndex) { return pose_only(); });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 60; ++i)
    EXPECT_GT(covered(scene, plan, i, head(scene.time_s(i))), 0.99) << i;
}

TEST(HardMoment, EveryoneInACrowdIsCovered) {
  HeadScene scene(1920, 1080, 25, 25);
  const auto place = [](int who, double t) {
    return Point{120.0 + 170 * (who % 10) + 30 * t, 150.0 + 200 * static_cast<double>(who / 10)};
  };
  for (int who = 0; who < 40; ++who) {
    scene.add_person([=](double t) { return place(who, t); }, kHeight_px,
                     [who](FrameIndex i) { return (i + who) % 3 == 0 ? nothing() : Seen{}; });
  }
  const CoverPlan plan = planned(scene);
  for (const FrameIndex i : {3, 12, 20}) {
    for (int who = 0; who < 40; ++who)
      EXPECT_GT(covered(scene, plan, i, place(who, scene.time_s(i))), 0.97) << i << " " << who;
  }
}

TEST(HardMoment, WhoLiesIsCoveredAlongTheHead) {
  HeadScene scene(1280, 720, 30, 30);
  const Point head{600, 300};
  scene.add_person([&](double) { return head; }, kHeight_px,
                   [](FrameIndex) { return pose_only(); });
  for (auto& frame : scene.clip.frames) turn_about(head, std::numbers::pi / 2, frame);
  const CoverPlan plan = planned(scene);
  geometry::Ellipse face = geometry::inscribed(face_truth({0, 0}, kHeight_px));
  face.center = head + Point{-face.center.y_px, face.center.x_px};
  face.angle_deg = 90;
  for (const auto& frame : plan.frames) {
    EXPECT_GT(covered(scene, frame, face), 0.99) << frame.frame;
    ASSERT_EQ(frame.regions.size(), 1u);
    const Box bounds = frame.regions[0].ellipse.bounds();
    EXPECT_GT(bounds.width_px(), bounds.height_px());
  }
}

/// A cap's brim, a hood or dark glasses hide the upper part: the box is low and small, the score
/// weak.
TEST(HardMoment, CapHoodAndDarkGlassesLeaveTheHeadCovered) {
  HeadScene scene(1280, 720, 30, 60);
  const auto head = [](double t) { return Point{300 + 120 * t, 250}; };
  const auto id = scene.add_person(
      head, kHeight_px, [](FrameIndex i) { return i % 2 == 0 ? pose_only() : nothing(); });
  for (FrameIndex i = 0; i < 60; ++i) {
    Box box = face_box(head(scene.time_s(i)), kHeight_px);
    box.y1_px += 0.35 * box.height_px();
    scene.add_face(i, box, 0.25, id);
  }
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 60; ++i)
    EXPECT_GT(covered(scene, plan, i, head(scene.time_s(i))), 0.97) << i;
}

}  // namespace
}  // namespace securepose::covering::hard_moments
