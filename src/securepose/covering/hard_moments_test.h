#pragma once

#include <cmath>
#include <cstddef>

#include "securepose/covering/cover_plan.h"
#include "securepose/testing/head_scene.h"

/// What the tests of hard moments have in common.
namespace securepose::covering::hard_moments {

using base::FrameIndex;
using geometry::Box;
using geometry::Point;
using securepose::testing::face_box;
using securepose::testing::face_truth;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

inline constexpr double kHeight_px = 60;

/// Share of an ellipse that regions cover, as far as it lies in the picture.
inline double covered(const HeadScene& scene, const FrameRegions& frame,
                      const geometry::Ellipse& face) {
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

inline double covered(const HeadScene& scene, const CoverPlan& plan, FrameIndex frame, Point head,
                      double height_px = kHeight_px) {
  return covered(scene, plan.frames.at(static_cast<std::size_t>(frame)),
                 geometry::inscribed(face_truth(head, height_px)));
}

inline CoverPlan planned(const HeadScene& scene) {
  return plan_cover(scene.clip, scene.people, {});
}

inline Seen nothing() { return {.face = false, .landmarks = false}; }
inline Seen pose_only() { return {.face = false, .landmarks = true}; }
inline Seen face_only() { return {.face = true, .landmarks = false}; }

/// Turns everything that was seen in a frame about a point, as when a person bends.
inline void turn_about(Point pivot, double angle_rad, observation::FrameObservations& frame) {
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

}  // namespace securepose::covering::hard_moments
