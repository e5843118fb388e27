#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "securepose/testing/observed_person.h"
#include "securepose/testing/synthetic_scene.h"
#include "securepose/testing/tracking_metrics.h"
#include "securepose/tracking/people.h"

namespace securepose::tracking {
namespace {

using testing::identified;
using testing::make_scene;
using testing::observed;
using testing::observed_face;
using testing::SceneOptions;
using testing::score_crossings;
using testing::score_identities;

struct Outcome {
  double mean_idf1 = 0;
  int scenes_with_switch = 0;  ///< at a crossing
};

Outcome outcome_of(const SceneOptions& options, std::uint64_t first_seed, int scenes) {
  Outcome outcome;
  for (int k = 0; k < scenes; ++k) {
    const auto scene = make_scene(options, first_seed + static_cast<std::uint64_t>(k));
    const auto found = identified(scene.clip, associate(scene.clip, {}));
    outcome.mean_idf1 += score_identities(identified(scene), found).idf1 / scenes;
    if (score_crossings(scene, found).switches > 0) ++outcome.scenes_with_switch;
  }
  return outcome;
}

// The goal is IDF1 of 0.98 and no switch at crossings in 95 of 100 scenes; these are
// samples of what docs/decisions/0004-association.md measures on 100.
TEST(Associate, FourPeopleAt30FramesPerSecond) {
  const Outcome outcome = outcome_of({.people = 4, .fps = 30}, 1001, 8);
  EXPECT_GE(outcome.mean_idf1, 0.98);
  EXPECT_EQ(outcome.scenes_with_switch, 0);
}

TEST(Associate, EightPeopleInOneRoom) {
  const Outcome outcome = outcome_of({.people = 8, .fps = 30}, 1001, 4);
  EXPECT_GE(outcome.mean_idf1, 0.965);
  EXPECT_LE(outcome.scenes_with_switch, 1);
}

TEST(Associate, SixtyAndTenFramesPerSecondAndVariableRate) {
  EXPECT_GE(outcome_of({.people = 3, .fps = 60, .duration_s = 12}, 1001, 3).mean_idf1, 0.97);
  EXPECT_GE(outcome_of({.people = 3, .fps = 10}, 1001, 4).mean_idf1, 0.97);
  EXPECT_GE(outcome_of({.people = 3, .fps = 25, .time_jitter = 0.5}, 1001, 3).mean_idf1, 0.97);
}

TEST(Associate, ALikenessOfClothes) {
  EXPECT_GE(outcome_of({.people = 4, .clothing_likeness = 0.5}, 1001, 4).mean_idf1, 0.96);
}

TEST(Associate, CutsAreFoundAndPeopleKnownAgain) {
  const auto scene = make_scene({.people = 2, .leaving_share = 0, .cuts_s = {7, 14}}, 1001);
  const People people = associate(scene.clip, {});
  EXPECT_EQ(people.cuts, scene.cuts);
  const auto scores = score_identities(identified(scene), identified(scene.clip, people));
  EXPECT_GE(scores.idf1, 0.95);
}

TEST(Associate, FlashesAndPanningAreNoCuts) {
  const auto scene =
      make_scene({.people = 3, .flashes_s = {5, 9}, .pan_px = 150, .pan_hz = 0.3}, 1002);
  const People people = associate(scene.clip, {});
  EXPECT_TRUE(people.cuts.empty());
  EXPECT_GE(score_identities(identified(scene), identified(scene.clip, people)).idf1, 0.97);
}

TEST(Associate, KeepsItsPromises) {
  const auto scene = make_scene({.people = 6}, 1003);
  const People people = associate(scene.clip, {});
  std::set<std::pair<base::FrameIndex, std::size_t>> bodies;
  std::set<std::pair<base::FrameIndex, std::size_t>> faces;
  for (std::size_t p = 0; p < people.people.size(); ++p) {
    const Person& person = people.people[p];
    EXPECT_EQ(person.id.value, static_cast<std::int64_t>(p) + 1);
    EXPECT_GE(person.certainty, 0);
    EXPECT_LE(person.certainty, 1);
    ASSERT_FALSE(person.samples.empty());
    for (std::size_t k = 0; k < person.samples.size(); ++k) {
      const PersonSample& sample = person.samples[k];
      if (k > 0) {
        EXPECT_LT(person.samples[k - 1].frame, sample.frame);
      }
      EXPECT_TRUE(sample.person_index || !sample.face_indices.empty());
      if (sample.person_index) {
        EXPECT_TRUE(bodies.insert({sample.frame, *sample.person_index}).second);
      }
      for (const std::size_t face : sample.face_indices)
        EXPECT_TRUE(faces.insert({sample.frame, face}).second);
    }
  }
}

TEST(Associate, SameObservationsSamePeopleOnAnyThread) {
  const auto scene = make_scene({.people = 5, .duration_s = 10}, 1004);
  const People here = associate(scene.clip, {});
  People there;
  std::thread([&] { there = associate(scene.clip, {}); }).join();
  ASSERT_EQ(here.people.size(), there.people.size());
  for (std::size_t p = 0; p < here.people.size(); ++p) {
    EXPECT_DOUBLE_EQ(here.people[p].certainty, there.people[p].certainty);
    ASSERT_EQ(here.people[p].samples.size(), there.people[p].samples.size());
    for (std::size_t k = 0; k < here.people[p].samples.size(); ++k) {
      EXPECT_EQ(here.people[p].samples[k].frame, there.people[p].samples[k].frame);
      EXPECT_EQ(here.people[p].samples[k].person_index, there.people[p].samples[k].person_index);
      EXPECT_EQ(here.people[p].samples[k].face_indices, there.people[p].samples[k].face_indices);
    }
  }
}

TEST(Associate, AFaceSeenOnceIsAPersonOfItsOwn) {
  auto clip = testing::empty_clip(30, 30);
  for (auto& frame : clip.frames) frame.people.push_back(observed({.feet = {300, 600}}));
  clip.frames[12].faces.push_back(observed_face({900, 300}, 40, 0.8));
  const People people = associate(clip, {});
  ASSERT_EQ(people.people.size(), 2U);
  EXPECT_TRUE(people.people[0].has_body);
  EXPECT_FALSE(people.people[1].has_body);
  ASSERT_EQ(people.people[1].samples.size(), 1U);
  EXPECT_EQ(people.people[1].samples[0].frame, 12);
}

TEST(Associate, AFaceInAGapIsThePersons) {
  auto clip = testing::empty_clip(30, 30);
  const testing::StandingPerson person{.feet = {300, 600}};
  for (std::size_t k = 0; k < 30; ++k) {
    if (k < 10 || k >= 15) clip.frames[k].people.push_back(observed(person));
    clip.frames[k].faces.push_back(observed_face(person, 0.7));
  }
  const People people = associate(clip, {});
  ASSERT_EQ(people.people.size(), 1U);
  EXPECT_EQ(people.people[0].samples.size(), 30U);
  EXPECT_FALSE(people.people[0].samples[12].person_index);
}

TEST(Associate, UnreadableAndEmptyFrames) {
  auto clip = testing::empty_clip(30, 30);
  for (std::size_t k = 0; k < 30; ++k) {
    clip.frames[k].readable = k % 5 != 0;
    if (clip.frames[k].readable)
      clip.frames[k].people.push_back(observed({.feet = {300, 600}}));
    else
      clip.frames[k].change.reset();
  }
  EXPECT_EQ(associate(clip, {}).people.size(), 1U);
  EXPECT_TRUE(associate({}, {}).people.empty());
  EXPECT_TRUE(associate(testing::empty_clip(5, 30), {}).people.empty());
}

}  // namespace
}  // namespace securepose::tracking
