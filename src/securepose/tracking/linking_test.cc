#include "securepose/tracking/linking.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"
#include "securepose/tracking/tracklets.h"

namespace securepose::tracking {
namespace {

using observation::ClipObservations;
using testing::observed;

const TrackingOptions kOptions;
const PictureSize kPicture{1280, 720};

std::vector<Chain> linked(const ClipObservations& clip, double max_gap_s,
                          const std::vector<base::FrameIndex>& cuts = {}) {
  const auto table =
      make_detection_table(clip, cuts, std::vector<geometry::Point>(clip.frames.size()), kOptions);
  std::vector<Chain> chains;
  const std::vector<bool> all(table.detections.size(), true);
  for (const Tracklet& t : build_tracklets(table, all, kOptions))
    chains.push_back(make_chain(t, table));
  link_over_gaps(chains, table, kPicture, max_gap_s, 0, kOptions);
  return chains;
}

// One person who walks, not seen from frame `from` to before `to`.
ClipObservations walk_with_gap(std::size_t from, std::size_t to) {
  ClipObservations clip = testing::empty_clip(90, 30);
  for (std::size_t k = 0; k < 90; ++k)
    if (k < from || k >= to)
      clip.frames[k].people.push_back(
          observed({.feet = {200 + 250 * clip.frames[k].time.seconds(), 600}}));
  return clip;
}

TEST(LinkOverGaps, JoinsWhoGoesOn) { EXPECT_EQ(linked(walk_with_gap(30, 50), 1).size(), 1U); }

TEST(LinkOverGaps, NotOverMoreThanTheGap) {
  EXPECT_EQ(linked(walk_with_gap(30, 75), 1).size(), 2U);
}

TEST(LinkOverGaps, NotAcrossACut) { EXPECT_EQ(linked(walk_with_gap(30, 50), 1, {40}).size(), 2U); }

TEST(LinkOverGaps, NotToSomebodyInOtherClothes) {
  ClipObservations clip = walk_with_gap(30, 50);
  for (std::size_t k = 50; k < 90; ++k)
    clip.frames[k].people[0] =
        observed({.feet = {200 + 250 * clip.frames[k].time.seconds(), 600}, .colour = 8});
  EXPECT_EQ(linked(clip, 1).size(), 2U);
}

TEST(LinkOverGaps, PassingPeopleKeepTheirWays) {
  // Two in the same clothes walk through each other; both are lost for 0.4 s.
  ClipObservations clip = testing::empty_clip(90, 30);
  for (std::size_t k = 0; k < 90; ++k) {
    if (k >= 39 && k < 51) continue;
    const double x = 300 * (clip.frames[k].time.seconds() - 1.5);
    clip.frames[k].people.push_back(observed({.feet = {640 + x, 600}}));
    clip.frames[k].people.push_back(observed({.feet = {640 - x, 640}, .height_px = 430}));
  }
  const auto chains = linked(clip, 1);
  ASSERT_EQ(chains.size(), 2U);
  for (const Chain& chain : chains) EXPECT_GT(chain.link_certainty, 0.9);
}

TEST(LinkOverGaps, ClothingDecidesWhereMotionCannot) {
  // Both stop where they meet and part again after a second, each the way he came.
  ClipObservations clip = testing::empty_clip(120, 30);
  for (std::size_t k = 0; k < 120; ++k) {
    if (k >= 45 && k < 75) continue;
    const double away =
        k < 45 ? 8.0 * (45.0 - static_cast<double>(k)) : 8.0 * (static_cast<double>(k) - 74.0);
    clip.frames[k].people.push_back(observed({.feet = {640 - away, 600}, .colour = 2}));
    clip.frames[k].people.push_back(observed({.feet = {640 + away, 600}, .colour = 7}));
  }
  const auto chains = linked(clip, 4);
  ASSERT_EQ(chains.size(), 2U);
  for (const Chain& chain : chains) {
    const auto& detections = chain.detections;
    EXPECT_EQ(detections.front() % 2, detections.back() % 2);
  }
}

}  // namespace
}  // namespace securepose::tracking
