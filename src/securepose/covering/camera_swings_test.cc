// What is held, bridged or extrapolated while the camera swings: it moves with the camera.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

#include "securepose/covering/hard_moments_test.h"
#include "securepose/covering/steady_faces.h"

namespace securepose::covering::hard_moments {
namespace {

using detection::CameraState;

constexpr double kSmall_px = 36;
constexpr FrameIndex kBegins = 30;
constexpr FrameIndex kEnds = 36;

/// Where the background lies: the camera swings to the right by 400 of 1280 pixels in 0.2 s.
double background_px(double t) {
  const double way = std::clamp((t - 1.0) / 0.2, 0.0, 1.0);
  return -400 * (0.5 - 0.5 * std::cos(3.14159265 * way));
}

/// Somebody stands in the room at `room`, in the picture of a camera that swings.
std::function<Point(double)> standing_at(Point room) {
  return [=](double t) { return room + Point{background_px(t), 0}; };
}

void tell_camera(HeadScene& scene) {
  for (FrameIndex i = 1; i < std::ssize(scene.clip.frames); ++i) {
    const double shift_px = background_px(scene.time_s(i)) - background_px(scene.time_s(i - 1));
    auto& camera = scene.clip.frames[static_cast<std::size_t>(i)].camera;
    camera.emplace();
    if (std::abs(shift_px) > 0.5) camera = {CameraState::kMoved, {shift_px, 0}};
  }
}

/// The least that is covered in some frames of a head that stands in the room.
double least_covered(const HeadScene& scene, Point room, FrameIndex first, FrameIndex last) {
  const CoverPlan plan = planned(scene);
  double least = 1;
  for (FrameIndex i = first; i <= last; ++i) {
    const Point head = standing_at(room)(scene.time_s(i));
    least = std::min(least, covered(scene, plan, i, head, kSmall_px));
  }
  return least;
}

HeadScene scene_of(Point room, const std::function<Seen(FrameIndex)>& seen) {
  HeadScene scene(1280, 720, 30, 90);
  scene.add_person(standing_at(room), kSmall_px, seen);
  return scene;
}

TEST(CameraSwing, HeldHeadsMoveWithTheCamera) {
  const Point room{800, 300};
  HeadScene scene = scene_of(room, [](FrameIndex i) { return i <= kBegins ? Seen{} : nothing(); });
  EXPECT_LT(least_covered(scene, room, kBegins, kEnds + 8), 0.1) << "without the camera's motion";
  tell_camera(scene);
  EXPECT_GT(least_covered(scene, room, kBegins, kEnds + 8), 0.95);
}

TEST(CameraSwing, HeadsThatAreHeldBeforeTheirFirstDetectionDoSo) {
  const Point room{800, 300};
  HeadScene scene = scene_of(room, [](FrameIndex i) { return i >= kEnds ? Seen{} : nothing(); });
  EXPECT_LT(least_covered(scene, room, kBegins - 8, kEnds), 0.1);
  tell_camera(scene);
  EXPECT_GT(least_covered(scene, room, kBegins - 8, kEnds), 0.95);
}

TEST(CameraSwing, HeadsBetweenDetectionsDoSo) {
  const Point room{800, 300};
  HeadScene scene = scene_of(
      room, [](FrameIndex i) { return i <= kBegins - 9 || i >= kEnds + 9 ? Seen{} : nothing(); });
  EXPECT_LT(least_covered(scene, room, 0, 89), 0.5);
  tell_camera(scene);
  EXPECT_GT(least_covered(scene, room, 0, 89), 0.95);
}

TEST(CameraSwing, SoDoHeadsThatAreLostForSeconds) {
  const Point room{800, 300};
  HeadScene scene(1280, 720, 30, 210);
  scene.add_person(standing_at(room), kSmall_px, [](FrameIndex i) {
    return i <= kBegins - 9 || i >= kEnds + 130 ? Seen{} : nothing();
  });
  EXPECT_LT(least_covered(scene, room, kBegins, 165), 0.1);
  tell_camera(scene);
  EXPECT_GT(least_covered(scene, room, 0, 209), 0.95);
}

TEST(CameraSwing, WherePartOfItCannotBeFollowedTheCoverGrows) {
  const Point room{800, 300};
  HeadScene scene = scene_of(room, [](FrameIndex i) { return i <= kBegins ? Seen{} : nothing(); });
  tell_camera(scene);
  const auto radius_px = [&] {
    return planned(scene).frames[kEnds + 2].regions.at(0).ellipse.ry_px;
  };
  const double followed_px = radius_px();
  for (const std::size_t i : {33, 34}) scene.clip.frames[i].camera = {CameraState::kUnknown, {}};
  EXPECT_GT(radius_px(), 1.25 * followed_px);
  EXPECT_GT(least_covered(scene, room, kBegins, kEnds + 4), 0.75);
}

TEST(CameraSwing, WhomTheCameraLeavesIsNotLostButCoveredWhenItComesBack) {
  // He stands at the left and is out of the picture after the swing.
  const Point room{250, 300};
  HeadScene scene = scene_of(room, [](FrameIndex i) { return i <= kBegins ? Seen{} : nothing(); });
  tell_camera(scene);
  for (std::size_t i = 0; i < 6; ++i) {  // the way back, after 0.8 s
    auto& there = scene.clip.frames[61 + i].camera;
    there = scene.clip.frames[31 + i].camera;
    there->shift_px.x_px *= -1;
  }
  const CoverPlan plan = planned(scene);
  EXPECT_TRUE(plan.doubtful.empty());
  for (FrameIndex i = 67; i < 80; ++i) {
    EXPECT_GT(covered(scene, plan, i, room, kSmall_px), 0.95) << i;
  }
}

TEST(CameraSwing, FacesOfNobodyAreHeldWithTheCamera) {
  const Point room{800, 300};
  HeadScene scene(1280, 720, 30, 90);
  for (FrameIndex i = 0; i <= kBegins + 1; ++i) {
    scene.add_face(i, face_box(standing_at(room)(scene.time_s(i)), kSmall_px), 0.55, std::nullopt);
  }
  for (FrameIndex i = kEnds - 1; i < 90; ++i) {
    scene.add_face(i, face_box(standing_at(room)(scene.time_s(i)), kSmall_px), 0.55, std::nullopt);
  }
  EXPECT_LT(least_covered(scene, room, kBegins, kEnds), 0.1);
  tell_camera(scene);
  EXPECT_GT(least_covered(scene, room, kBegins, kEnds), 0.9);
}

TEST(CameraSwing, SteadyFacesStaySteady) {
  const Point room{800, 300};
  HeadScene scene(1280, 720, 30, 42);
  for (FrameIndex i = kBegins; i < 42; ++i) {
    scene.add_face(i, face_box(standing_at(room)(scene.time_s(i)), kSmall_px),
                   i == 40 ? 0.35 : 0.15, std::nullopt);
  }
  EXPECT_LT(steady_faces(scene.clip, tracking::CameraPath(scene.clip), {0}).size(), 12u);
  tell_camera(scene);
  EXPECT_EQ(steady_faces(scene.clip, tracking::CameraPath(scene.clip), {0}).size(), 12u);
}

}  // namespace
}  // namespace securepose::covering::hard_moments
