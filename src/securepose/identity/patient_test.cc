#include "securepose/identity/patient.h"

#include <gtest/gtest.h>

#include <cmath>

#include "securepose/identity/person_traits.h"
#include "securepose/testing/head_scene.h"
#include "securepose/testing/observed_person.h"

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

TEST(SuggestPatient, WhoExercisesBeforeWhoAssists) {
  // The assistant is nearer, larger and in the same middle of the picture, and hardly moves.
  auto clip = securepose::testing::empty_clip(120, 30);
  tracking::People people;
  for (int id = 1; id <= 2; ++id) {
    auto& person = people.people.emplace_back();
    person.id = base::PersonId{id};
    person.certainty = 0.95;
  }
  for (auto& frame : clip.frames) {
    frame.people.push_back(securepose::testing::observed({.feet = {500, 700}, .height_px = 600}));
    auto patient = securepose::testing::observed({.feet = {760, 650}, .height_px = 450});
    for (const auto limb : {pose::BlazePose::kLeftWrist, pose::BlazePose::kRightWrist,
                            pose::BlazePose::kLeftKnee, pose::BlazePose::kLeftAnkle})
      patient.landmarks->landmarks[static_cast<std::size_t>(limb)].point.y_px -=
          200 * std::abs(std::sin(2 * frame.time.seconds()));
    frame.people.push_back(patient);
    for (std::size_t k = 0; k < 2; ++k)
      people.people[k].samples.push_back({frame.frame, k, {}, true});
  }
  const auto suggestion = suggest_patient(clip, people);
  ASSERT_TRUE(suggestion);
  EXPECT_EQ(suggestion->person, base::PersonId{2});
  EXPECT_EQ(suggestion->runner_up, base::PersonId{1});
  EXPECT_LT(suggestion->certainty, 0.9);
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
