// The moments at which de-identifiers let a face slip through, one test each.

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>

#include "securepose/deidentification/cover_plan.h"
#include "securepose/testing/head_scene.h"

namespace securepose::deidentification {
namespace {

using base::FrameIndex;
using geometry::Box;
using geometry::Point;
using securepose::testing::face_box;
using securepose::testing::face_truth;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

constexpr double kHeight_px = 60;

/// Share of an ellipse that regions cover, as far as it lies in the picture.
double covered(const HeadScene& scene, const FrameRegions& frame, const geometry::Ellipse& face) {
  const Box bounds = face.bounds();
  int inside = 0;
  int hit = 0;
  for (double y = bounds.y1_px + 0.5; y < bounds.y2_px; ++y) {
    for (double x = bounds.x1_px + 0.5; x < bounds.x2_px; ++x) {
      const bool shown = x > 0 && y > 0 && x < scene.clip.width_px && y < scene.clip.height_px;
      if (!shown || !face.contains({x, y})) continue;
      ++inside;
      for (const Region& region : frame.regions) {
        if (!region.contains({x, y})) continue;
        ++hit;
        break;
      }
    }
  }
  return inside == 0 ? 1 : static_cast<double>(hit) / inside;
}

double covered(const HeadScene& scene, const CoverPlan& plan, FrameIndex frame, Point head,
               double height_px = kHeight_px) {
  return covered(scene, plan.frames.at(static_cast<std::size_t>(frame)),
                 geometry::inscribed(face_truth(head, height_px)));
}

CoverPlan planned(const HeadScene& scene) { return plan_cover(scene.clip, scene.people, {}); }

Seen nothing() { return {.face = false, .landmarks = false}; }
Seen pose_only() { return {.face = false, .landmarks = true}; }
Seen face_only() { return {.face = true, .landmarks = false}; }

TEST(CoverPlan, PersonWhoEntersAtTheEdgeIsCoveredBeforeTheFirstEvidence) {
  HeadScene scene(1280, 720, 30, 90);
  const auto entering = [](double t) { return Point{-60 + 180 * t, 300}; };
  scene.add_person(entering, kHeight_px, [](FrameIndex i) { return i < 24 ? nothing() : Seen{}; });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 12; i < 90; ++i)  // in the picture from frame 5 on, wholly from 15 on
    EXPECT_GT(covered(scene, plan, i, entering(scene.time_s(i))), 0.9) << i;
}

TEST(CoverPlan, PersonWhoLeavesAtTheEdgeIsCoveredAfterTheLastEvidence) {
  HeadScene scene(1280, 720, 30, 90);
  const auto leaving = [](double t) { return Point{1000 + 150 * t, 300}; };
  scene.add_person(leaving, kHeight_px, [](FrameIndex i) { return i > 40 ? nothing() : Seen{}; });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 55; ++i)
    EXPECT_GT(covered(scene, plan, i, leaving(scene.time_s(i))), 0.9) << i;
}

/// Turns everything that was seen in a frame about a point, as when a person bends.
void turn_about(Point pivot, double angle_rad, tracking::FrameObservations& frame) {
  const auto turned = [&](double x, double y) {
    return Point{std::cos(angle_rad) * x - std::sin(angle_rad) * y,
                 std::sin(angle_rad) * x + std::cos(angle_rad) * y};
  };
  for (auto& person : frame.people) {
    for (auto& landmark : person.landmarks->landmarks) {
      const Point d = landmark.point - pivot;
      landmark.point = pivot + turned(d.x_px, d.y_px);
    }
    for (auto& world : person.landmarks->world) {
      const Point to = turned(world.x_m, world.y_m);
      world.x_m = to.x_px;
      world.y_m = to.y_px;
    }
  }
}

TEST(CoverPlan, HeadThatBendsDownUntilItIsUpsideDownStaysCovered) {
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

/// The scene as a camera held sideways records it: a quarter turn.
void record_sideways(HeadScene& scene) {
  const double width_px = scene.clip.width_px;
  const auto turned = [&](Point p) { return Point{p.y_px, width_px - p.x_px}; };
  for (auto& frame : scene.clip.frames) {
    turn_about({0, 0}, -std::numbers::pi / 2, frame);
    for (auto& person : frame.people) {
      for (auto& landmark : person.landmarks->landmarks)
        landmark.point = landmark.point + Point{0, width_px};
    }
    for (auto& face : frame.faces) {
      const Point a = turned({face.detection.box_px.x1_px, face.detection.box_px.y1_px});
      const Point b = turned({face.detection.box_px.x2_px, face.detection.box_px.y2_px});
      face.detection.box_px = {a.x_px, b.y_px, b.x_px, a.y_px};
      auto& points = face.detection.points;
      for (Point* p : {&points.right_eye, &points.left_eye, &points.nose, &points.mouth})
        *p = turned(*p);
    }
  }
  std::swap(scene.clip.width_px, scene.clip.height_px);
  scene.clip.upright_turn_deg = 90;
}

TEST(CoverPlan, SidewaysRecordingIsCoveredAlongTheHead) {
  HeadScene scene(1280, 720, 30, 60);
  const auto head = [](double t) { return Point{400 + 100 * t, 300}; };
  scene.add_person(head, kHeight_px,
                   [](FrameIndex i) { return i % 2 == 0 ? Seen{} : face_only(); });
  record_sideways(scene);
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 60; ++i) {
    const Box upright = face_truth(head(scene.time_s(i)), kHeight_px);
    const Box truth{upright.y1_px, 1280 - upright.x2_px, upright.y2_px, 1280 - upright.x1_px};
    const auto& frame = plan.frames[static_cast<std::size_t>(i)];
    EXPECT_GT(covered(scene, frame, geometry::inscribed(truth)), 0.99) << i;
    ASSERT_EQ(frame.regions.size(), 1u);
    const Box bounds = frame.regions[0].ellipse.bounds();
    EXPECT_GT(bounds.width_px(), bounds.height_px()) << "lies along the head";
  }
}

TEST(CoverPlan, ChildOnAnArmIsCoveredThoughItsFaceLiesOnABody) {
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

TEST(CoverPlan, BareChestMakesNoHead) {
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

TEST(CoverPlan, HandBeforeTheFaceLeavesTheHeadCovered) {
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

TEST(CoverPlan, TwoPeopleWhoCrossStayCovered) {
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

TEST(CoverPlan, MaskedFaceIsCoveredByThePoseAlone) {
  HeadScene scene(1280, 720, 30, 60);
  const auto head = [](double t) { return Point{300 + 150 * t, 200 + 8 * std::sin(11 * t)}; };
  scene.add_person(head, kHeight_px, [](FrameIndex) { return pose_only(); });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 60; ++i)
    EXPECT_GT(covered(scene, plan, i, head(scene.time_s(i))), 0.99) << i;
}

TEST(CoverPlan, MotionBlurWithoutEvidenceIsBridged) {
  HeadScene scene(1280, 720, 30, 90);
  const auto head = [](double t) { return Point{600 + 100 * std::sin(5 * t), 300}; };
  scene.add_person(head, kHeight_px, [](FrameIndex i) {
    return i % 12 < 5 ? nothing() : Seen{};  // the fastest part of the swing shows nothing
  });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 5; i < 85; ++i)
    EXPECT_GT(covered(scene, plan, i, head(scene.time_s(i))), 0.95) << i;
}

TEST(CoverPlan, FaceThatFillsThePictureIsCovered) {
  HeadScene scene(640, 480, 30, 30);
  const Point head{320, 240};
  const auto id =
      scene.add_person([&](double) { return head; }, 470, [](FrameIndex) { return nothing(); });
  scene.people.people[0].has_body = false;
  for (FrameIndex i = 0; i < 30; ++i) scene.add_face(i, face_box(head, 470), 0.7, id);
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 30; ++i) EXPECT_GT(covered(scene, plan, i, head, 470), 0.99) << i;
}

TEST(CoverPlan, FacesFourteenPixelsHighAreCoveredThoughTheirScoresAreFaint) {
  HeadScene scene(1280, 720, 30, 60);
  const auto head = [](double t) { return Point{700 + 4 * t, 200}; };
  for (FrameIndex i = 0; i < 60; ++i) {
    if (i % 3 != 1) scene.add_face(i, face_box(head(scene.time_s(i)), 17), 0.13, std::nullopt);
  }
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 60; ++i)
    EXPECT_GT(covered(scene, plan, i, head(scene.time_s(i)), 17), 0.97) << i;
}

TEST(CoverPlan, EveryoneInACrowdIsCovered) {
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

TEST(CoverPlan, FaceInAMirrorIsFollowedWithoutABody) {
  HeadScene scene(1280, 720, 30, 60);
  const auto face = [](double t) { return Point{900 + 50 * t, 250}; };
  const auto id = scene.add_person(face, kHeight_px, [](FrameIndex) { return nothing(); });
  scene.people.people[0].has_body = false;
  for (FrameIndex i = 0; i < 60; i += 6)
    scene.add_face(i, face_box(face(scene.time_s(i)), kHeight_px), i == 0 ? 0.65 : 0.25, id);
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 55; ++i)
    EXPECT_GT(covered(scene, plan, i, face(scene.time_s(i))), 0.95) << i;
}

TEST(CoverPlan, PanningCameraKeepsHeadsCovered) {
  HeadScene scene(1280, 720, 30, 60);
  const auto head = [](double t) { return Point{200 + 900 * t * t * (3 - t) / 4, 300}; };
  scene.add_person(head, kHeight_px, [](FrameIndex i) {
    return i % 4 == 0 ? Seen{} : i % 4 == 1 ? pose_only() : nothing();
  });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 60; ++i)
    EXPECT_GT(covered(scene, plan, i, head(scene.time_s(i))), 0.95) << i;
}

/// Moves all that was seen of a person in one frame, as a network errs.
void shake(tracking::FrameObservations& frame, Point by) {
  for (auto& person : frame.people) {
    for (auto& landmark : person.landmarks->landmarks) landmark.point = landmark.point + by;
  }
  for (auto& face : frame.faces) {
    auto& box = face.detection.box_px;
    box = Box::around(box.center() + by, box.width_px(), box.height_px());
  }
}

TEST(CoverPlan, RegionIsSteadierThanItsEvidenceAndNeverBlinks) {
  HeadScene scene(1280, 720, 30, 150);
  const auto head = [](double t) { return Point{200 + 150 * t, 200 + 8 * std::sin(11 * t)}; };
  scene.add_person(head, kHeight_px, [](FrameIndex i) {
    return i % 7 == 3 ? nothing() : i % 3 == 0 ? pose_only() : Seen{};
  });
  std::mt19937_64 random(7);
  std::normal_distribution<double> error_px(0, 0.02 * kHeight_px);
  for (auto& frame : scene.clip.frames) shake(frame, {error_px(random), error_px(random)});
  const CoverPlan plan = planned(scene);
  int unsteady = 0;
  for (FrameIndex i = 0; i < 150; ++i) {
    const auto& regions = plan.frames[static_cast<std::size_t>(i)].regions;
    ASSERT_EQ(regions.size(), 1u) << i;
    if (i == 0) continue;
    const Point moved = regions[0].ellipse.center -
                        plan.frames[static_cast<std::size_t>(i - 1)].regions[0].ellipse.center;
    const Point head_moved = head(scene.time_s(i)) - head(scene.time_s(i - 1));
    const double size_px = 2 * regions[0].ellipse.ry_px;
    if (norm_px(moved) > norm_px(head_moved) + 0.02 * size_px) ++unsteady;
  }
  EXPECT_EQ(unsteady, 0);
}

TEST(CoverPlan, DuplicatedAndDroppedFramesKeepHeadsCovered) {
  HeadScene scene(1280, 720, 30, 60);
  double time_s = 0;
  for (auto& frame : scene.clip.frames) {
    frame.time = base::Timestamp::from_seconds(time_s);
    // Three dropped frames now and then; every fifth frame shows the picture before again.
    time_s += frame.frame % 11 == 6 ? 4.0 / 30 : 1.0 / 30;
  }
  const auto shown_s = [&](FrameIndex i) { return scene.time_s(i % 5 == 4 ? i - 1 : i); };
  const auto head = [](double t) { return Point{200 + 200 * t, 300 + 20 * std::sin(8 * t)}; };
  scene.add_person(
      [&](double t) {
        FrameIndex i = 0;
        while (scene.time_s(i) < t - 1e-9) ++i;
        return head(shown_s(i));
      },
      kHeight_px, [](FrameIndex i) { return i % 3 == 0 ? pose_only() : Seen{}; });
  const CoverPlan plan = planned(scene);
  for (FrameIndex i = 0; i < 60; ++i)
    EXPECT_GT(covered(scene, plan, i, head(shown_s(i))), 0.97) << i;
}

}  // namespace
}  // namespace securepose::deidentification
