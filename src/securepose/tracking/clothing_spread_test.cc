#include "securepose/tracking/clothing_spread.h"

#include <gtest/gtest.h>

#include <numeric>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

const TrackingOptions kOptions;

// Two pieces of 20 s of people whose clothing wavers every second by this share.
AppearanceOptions learned(float waver) {
  observation::ClipObservations clip = testing::empty_clip(600, 30);
  for (std::size_t k = 0; k < 600; ++k)
    for (const double x : {300.0, 900.0}) {
      auto person = testing::observed({.feet = {x, 600}, .colour = 3});
      const float share = (k / 30) % 2 == 0 ? waver : 0;
      person.appearance[3] = 1 - share;
      person.appearance[5] = share;
      clip.frames[k].people.push_back(std::move(person));
    }
  const auto table = make_detection_table(clip, {}, std::vector<geometry::Point>(600), kOptions);
  std::vector<Chain> pieces;
  for (std::uint32_t person = 0; person < 2; ++person) {
    Tracklet tracklet;
    for (std::uint32_t k = 0; k < 600; ++k) tracklet.push_back(2 * k + person);
    pieces.push_back(make_chain(tracklet, table));
  }
  return learned_from(pieces, table, kOptions.appearance);
}

TEST(LearnedFrom, SteadyClothesSharpenTheJudgement) {
  const AppearanceOptions steady = learned(0);
  EXPECT_LT(steady.same_mean, 0.5 * kOptions.appearance.same_mean);
  EXPECT_LT(appearance_evidence(0.4, steady), appearance_evidence(0.4, kOptions.appearance));
}

TEST(LearnedFrom, WaveringClothesBluntIt) {
  EXPECT_GT(learned(0.4F).same_mean, learned(0.05F).same_mean);
}

TEST(LearnedFrom, NothingLearnedLeavesTheDefaults) {
  const auto same = learned_from({}, DetectionTable{}, kOptions.appearance);
  EXPECT_DOUBLE_EQ(same.same_mean, kOptions.appearance.same_mean);
  EXPECT_DOUBLE_EQ(same.same_sd, kOptions.appearance.same_sd);
}

}  // namespace
}  // namespace securepose::tracking
