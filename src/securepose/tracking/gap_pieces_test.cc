#include "securepose/tracking/gap_pieces.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using testing::observed;

const TrackingOptions kOptions;

struct Clip {
  observation::ClipObservations observations;
  DetectionTable table;
};

// One standing person; in frames 20 to 25 somebody in other clothes, `away_px` beside.
Clip standing(double away_px) {
  Clip clip;
  clip.observations = testing::empty_clip(50, 30);
  for (std::size_t k = 0; k < 50; ++k) {
    const bool other = k >= 20 && k < 26;
    clip.observations.frames[k].people.push_back(
        observed({.feet = {600 + (other ? away_px : 0), 600}, .colour = other ? 9U : 2U}));
  }
  clip.table =
      make_detection_table(clip.observations, {}, std::vector<geometry::Point>(50), kOptions);
  return clip;
}

std::vector<Chain> two_chains(const DetectionTable& table, std::uint32_t begin, std::uint32_t end) {
  Tracklet person;
  Tracklet piece;
  for (std::uint32_t k = 0; k < table.detections.size(); ++k)
    (k >= begin && k < end ? piece : person).push_back(k);
  return {make_chain(person, table), make_chain(piece, table)};
}

TEST(AbsorbGapPieces, WhoIsWhereThePersonMustBeIsThePerson) {
  const Clip clip = standing(5);
  auto chains = two_chains(clip.table, 20, 26);
  absorb_gap_pieces(chains, clip.table);
  ASSERT_EQ(chains.size(), 1U);
  ASSERT_EQ(chains[0].detections.size(), 50U);
  EXPECT_TRUE(std::is_sorted(chains[0].detections.begin(), chains[0].detections.end()));
  EXPECT_LT(chains[0].link_certainty, 1);
}

TEST(AbsorbGapPieces, WhoIsElsewhereStaysApart) {
  const Clip clip = standing(100);
  auto chains = two_chains(clip.table, 20, 26);
  absorb_gap_pieces(chains, clip.table);
  EXPECT_EQ(chains.size(), 2U);
}

TEST(AbsorbGapPieces, WhoIsSeenOutsideTheGapStaysApart) {
  // The piece goes on after the person's last detection.
  const Clip clip = standing(5);
  auto chains = two_chains(clip.table, 20, 26);
  for (std::uint32_t k = 40; k < 50; ++k) chains[1].detections.push_back(k);
  std::erase_if(chains[0].detections, [](std::uint32_t k) { return k >= 40; });
  absorb_gap_pieces(chains, clip.table);
  EXPECT_EQ(chains.size(), 2U);
}

TEST(AbsorbGapPieces, LongGapsProveNothing) {
  const Clip clip = standing(5);
  auto chains = two_chains(clip.table, 12, 34);
  absorb_gap_pieces(chains, clip.table);
  EXPECT_EQ(chains.size(), 2U);
}

}  // namespace
}  // namespace securepose::tracking
