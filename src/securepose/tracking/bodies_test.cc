#include "securepose/tracking/bodies.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using testing::observed;

const TrackingOptions kOptions;

std::vector<Chain> chains_of(const observation::ClipObservations& clip) {
  const auto table =
      make_detection_table(clip, {}, std::vector<geometry::Point>(clip.frames.size()), kOptions);
  return chains_of_bodies(table, {1280, 720}, kOptions);
}

observation::PersonObservation without_landmarks(const testing::StandingPerson& person) {
  auto seen = observed(person);
  seen.landmarks.reset();
  seen.appearance.clear();
  return seen;
}

TEST(ChainsOfBodies, WeakDetectionsFillAPersonsGaps) {
  auto clip = testing::empty_clip(90, 30);
  for (std::size_t k = 0; k < 90; ++k) {
    const testing::StandingPerson person{.feet = {200 + 5.0 * static_cast<double>(k), 600},
                                         .score = k >= 30 && k < 50 ? 0.2 : 0.8};
    clip.frames[k].people.push_back(k >= 30 && k < 50 ? without_landmarks(person)
                                                      : observed(person));
  }
  const auto chains = chains_of(clip);
  ASSERT_EQ(chains.size(), 1U);
  EXPECT_EQ(chains[0].detections.size(), 90U);
}

TEST(ChainsOfBodies, FalsePositivesDoNotTakeAPersonAway) {
  // Somebody walks past a chair that is taken for a person, and is lost for a moment before it.
  auto clip = testing::empty_clip(90, 30);
  for (std::size_t k = 0; k < 90; ++k) {
    clip.frames[k].people.push_back(
        without_landmarks({.feet = {640, 600}, .height_px = 300, .score = 0.2}));
    if (k < 40 || k >= 50)
      clip.frames[k].people.push_back(
          observed({.feet = {190 + 10.0 * static_cast<double>(k), 610}}));
  }
  const auto chains = chains_of(clip);
  ASSERT_EQ(chains.size(), 2U);
  EXPECT_EQ(chains[0].detections.size() + chains[1].detections.size(), 170U);
}

TEST(ChainsOfBodies, NothingFromNothing) {
  EXPECT_TRUE(chains_of(testing::empty_clip(10, 30)).empty());
  EXPECT_TRUE(chains_of({}).empty());
}

}  // namespace
}  // namespace securepose::tracking
