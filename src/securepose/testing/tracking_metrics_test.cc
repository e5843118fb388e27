#include "securepose/testing/tracking_metrics.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::testing {
namespace {

IdentifiedBox at(int id, double x_px, bool ignore = false) {
  return {id, {x_px, 0, x_px + 100, 200}, ignore};
}

// Person 1 at 0 and person 2 at 500, whose identities are exchanged from frame `from` on.
IdentifiedFrames exchanged(int frames, int from) {
  IdentifiedFrames found;
  for (int k = 0; k < frames; ++k)
    found.push_back({at(k < from ? 7 : 8, 0), at(k < from ? 8 : 7, 500)});
  return found;
}

IdentifiedFrames truth_of(int frames) {
  return IdentifiedFrames(static_cast<std::size_t>(frames), {at(1, 0), at(2, 500)});
}

TEST(IdentityScores, PerfectIsOne) {
  const auto scores = score_identities(truth_of(10), exchanged(10, 10));
  EXPECT_DOUBLE_EQ(scores.idf1, 1);
  EXPECT_NEAR(scores.hota, 1, 1e-12);
  EXPECT_TRUE(scores.switches.empty());
}

TEST(IdentityScores, ExchangeHalfwayCostsHalf) {
  const auto scores = score_identities(truth_of(10), exchanged(10, 5));
  EXPECT_DOUBLE_EQ(scores.idf1, 0.5);
  ASSERT_EQ(scores.switches.size(), 2U);
  EXPECT_EQ(scores.switches.front().frame, 5);
  // Each of four pairs holds 5 of 15 frames of its true and found identity: A = 20 * (1/3) / 20.
  EXPECT_NEAR(scores.hota, std::sqrt(1.0 / 3), 1e-12);
}

TEST(IdentityScores, MissedFramesCostRecallOnly) {
  IdentifiedFrames found = exchanged(10, 10);
  for (int k = 0; k < 4; ++k) found[static_cast<std::size_t>(k)].pop_back();
  const auto scores = score_identities(truth_of(10), found);
  EXPECT_DOUBLE_EQ(scores.idf1, 2 * 16.0 / (20 + 16));
  EXPECT_TRUE(scores.switches.empty());
}

TEST(IdentityScores, AGapThatChangesTheIdentityIsASwitch) {
  IdentifiedFrames truth(6, {at(1, 0)});
  IdentifiedFrames found = {{at(7, 0)}, {at(7, 0)}, {}, {}, {at(9, 0)}, {at(9, 0)}};
  EXPECT_EQ(score_identities(truth, found).switches.size(), 1U);
}

TEST(IdentityScores, IgnoredPeopleCountForNothing) {
  IdentifiedFrames truth(4, {at(1, 0), at(2, 500, true)});
  const auto both = score_identities(truth, exchanged(4, 4));
  EXPECT_DOUBLE_EQ(both.idf1, 1);
  EXPECT_EQ(both.true_boxes, 4U);
  EXPECT_EQ(both.found_boxes, 4U);
}

TEST(IdentityScores, EmptyClipIsPerfect) {
  EXPECT_DOUBLE_EQ(score_identities({}, {}).idf1, 1);
  EXPECT_DOUBLE_EQ(score_identities({}, {}).hota, 1);
}

// Two people who pass each other between 40 and 60 of 100 frames.
SyntheticScene passing() {
  SyntheticScene scene;
  scene.clip.frames.resize(100);
  for (int k = 0; k < 100; ++k) {
    scene.clip.frames[static_cast<std::size_t>(k)].time = base::Timestamp::from_seconds(k / 30.0);
    const double x = 5.0 * (k - 50);
    scene.truth.push_back(
        {{1, {x, 0, x + 100, 200}, {}, 1, true}, {2, {-x, 0, -x + 100, 200}, {}, 1, true}});
  }
  return scene;
}

TEST(CrossingScores, KeptIdentitiesAreNoSwitch) {
  const SyntheticScene scene = passing();
  const auto scores = score_crossings(scene, identified(scene));
  EXPECT_EQ(scores.crossings, 2U);
  EXPECT_EQ(scores.switches, 0U);
}

TEST(CrossingScores, ExchangedIdentitiesAreTwo) {
  const SyntheticScene scene = passing();
  IdentifiedFrames found = identified(scene);
  for (std::size_t k = 50; k < found.size(); ++k)
    for (IdentifiedBox& box : found[k]) box.id = 3 - box.id;
  EXPECT_EQ(score_crossings(scene, found).switches, 2U);
}

}  // namespace
}  // namespace securepose::testing
