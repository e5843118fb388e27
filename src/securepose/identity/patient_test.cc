#include "securepose/identity/patient.h"

#include <gtest/gtest.h>

#include "securepose/identity/person_traits.h"
#include "securepose/testing/head_scene.h"

namespace securepose::identity {
namespace {

using base::FrameIndex;
using geometry::Point;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

Seen always(FrameIndex) { return {}; }

TEST(SuggestPatient, NobodyWithoutABody) {
  HeadScene scene(1280, 720, 30, 60);
  EXPECT_FALSE(suggest_patient(scene.clip, scene.people).has_value());
  scene.add_person(
      [](double) {
        return Point{300, 200};
      },
      40,
      [](FrameIndex) {
        return Seen{true, false};
      });
  scene.people.people[0].has_body = false;
  EXPECT_FALSE(suggest_patient(scene.clip, scene.people).has_value());
}

TEST(SuggestPatient, TheOnlyPersonWithHighCertainty) {
  HeadScene scene(1280, 720, 30, 120);
  const auto id = scene.add_person([](double t) { return Point{100 + 200 * t, 200}; }, 40, always);
  const auto suggestion = suggest_patient(scene.clip, scene.people);
  ASSERT_TRUE(suggestion.has_value());
  EXPECT_EQ(suggestion->person, id);
  EXPECT_GT(suggestion->certainty, 0.8);
  EXPECT_FALSE(suggestion->runner_up.has_value());
  EXPECT_FALSE(suggestion->reasons.empty());
}

TEST(SuggestPatient, WalkerBeforeWatcher) {
  HeadScene scene(1280, 720, 30, 180);
  const auto watcher = scene.add_person([](double) { return Point{1150, 200}; }, 42, always);
  const auto walker = scene.add_person(
      [](double t) {
        return Point{100 + 180 * t, 200};
      },
      40, always);
  const auto suggestion = suggest_patient(scene.clip, scene.people);
  ASSERT_TRUE(suggestion.has_value());
  EXPECT_EQ(suggestion->person, walker);
  EXPECT_EQ(suggestion->runner_up, watcher);
}

TEST(SuggestPatient, TwoAlikeAreUncertain) {
  HeadScene scene(1280, 720, 30, 180);
  scene.add_person([](double) { return Point{500, 200}; }, 40, always);
  scene.add_person([](double) { return Point{780, 200}; }, 40, always);
  EXPECT_LT(suggest_patient(scene.clip, scene.people)->certainty, 0.6);
}

TEST(SuggestPatient, PasserByIsNotThePatient) {
  HeadScene scene(1280, 720, 30, 300);
  const auto patient = scene.add_person([](double) { return Point{640, 200}; }, 40, always);
  scene.add_person(
      [](double t) {
        return Point{600 * (t - 4), 200};
      },
      40, [](FrameIndex i) { return Seen{i > 120 && i<180, i> 120 && i < 180}; });
  EXPECT_EQ(suggest_patient(scene.clip, scene.people)->person, patient);
}

TEST(TraitsOf, PanningCameraIsNoWalk) {
  HeadScene scene(1280, 720, 30, 90);
  scene.add_person([](double t) { return Point{900 - 200 * t, 200}; }, 40, always);
  for (std::size_t i = 1; i < scene.clip.frames.size(); ++i) {
    scene.clip.frames[i].change = detection::SceneChange{0, 0, -200.0 / 30, 0, 0.9};
  }
  EXPECT_LT(traits_of(scene.clip, scene.people.people[0]).path_body_heights, 0.2);
}

}  // namespace
}  // namespace securepose::identity
