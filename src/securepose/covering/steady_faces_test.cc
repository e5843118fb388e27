#include "securepose/covering/steady_faces.h"

#include <gtest/gtest.h>

#include <chrono>

#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using geometry::Point;
using securepose::testing::face_box;
using securepose::testing::HeadScene;

/// A face 60 px high, seen in every `every`th of 40 frames, once as surely as `best`.
HeadScene seen(int every, double best) {
  HeadScene scene(640, 360, 12, 40);
  for (base::FrameIndex i = 0; i < 40; i += every) {
    const Point place{300 + 1.5 * static_cast<double>(i), 150};
    scene.add_face(i, face_box(place, 60), i == 12 ? best : 0.14, std::nullopt);
  }
  return scene;
}

std::size_t steady(const HeadScene& scene) { return steady_faces(scene.clip, {}, {0}).size(); }

TEST(SteadyFaces, FaintOnesOfAFaceThatWasSeenWellOnce) { EXPECT_EQ(steady(seen(1, 0.38)), 40u); }

TEST(SteadyFaces, NotWhatIsFaintThroughout) { EXPECT_EQ(steady(seen(1, 0.25)), 0u); }

TEST(SteadyFaces, NotWhatShowsNowAndThenOnly) { EXPECT_EQ(steady(seen(3, 0.38)), 0u); }

TEST(SteadyFaces, NothingAcrossACut) {
  const HeadScene scene = seen(1, 0.38);
  EXPECT_EQ(steady_faces(scene.clip, {}, {0, 20}).size(), 20u)
      << "only the shot with the clear frame";
}

TEST(SteadyFaces, TakeTimeInProportionToTheLength) {
  // A crowd that is seen for a moment now and then: what has ended must not be looked at again.
  const auto seconds = [](base::FrameIndex frames) {
    HeadScene scene(1280, 720, 30, frames);
    for (base::FrameIndex i = 0; i < frames; i += 10) {
      for (int who = 0; who < 40; ++who) {
        scene.add_face(i, geometry::Box::around({30.0 * who + 15, 300}, 20, 25), 0.2, std::nullopt);
      }
    }
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(steady_faces(scene.clip, {}, {0}).empty());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const double once = seconds(3000);
  EXPECT_LT(seconds(12000), 8 * once + 0.05) << "four times as long, sixteen if it were quadratic";
}

}  // namespace
}  // namespace securepose::covering
