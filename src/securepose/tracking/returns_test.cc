#include "securepose/tracking/returns.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"
#include "securepose/tracking/tracklets.h"

namespace securepose::tracking {
namespace {

using testing::observed;

const TrackingOptions kOptions;
constexpr std::size_t kBlack = observation::kAppearancePartBins - 1;

struct Visit {
  std::size_t from = 0;
  std::size_t to = 0;
  testing::StandingPerson person;
};

std::vector<Chain> returned(const std::vector<Visit>& visits) {
  observation::ClipObservations clip = testing::empty_clip(300, 30);
  for (const Visit& visit : visits)
    for (std::size_t k = visit.from; k < visit.to; ++k)
      clip.frames[k].people.push_back(observed(visit.person));
  const auto table = make_detection_table(clip, {}, std::vector<geometry::Point>(300), kOptions);
  std::vector<Chain> chains;
  const std::vector<bool> all(table.detections.size(), true);
  for (const Tracklet& t : build_tracklets(table, all, kOptions))
    chains.push_back(make_chain(t, table));
  link_returns(chains, table, kOptions);
  return chains;
}

TEST(LinkReturns, KnowsAShirtAgain) {
  EXPECT_EQ(returned({{0, 60, {.feet = {300, 600}, .colour = 3}},
                      {200, 290, {.feet = {900, 650}, .height_px = 450, .colour = 3}}})
                .size(),
            1U);
}

TEST(LinkReturns, OtherClothesAreSomebodyElse) {
  EXPECT_EQ(returned({{0, 60, {.feet = {300, 600}, .colour = 3}},
                      {200, 290, {.feet = {900, 650}, .colour = 12}}})
                .size(),
            2U);
}

TEST(LinkReturns, BlackClothesAloneProveNothing) {
  EXPECT_EQ(returned({{0, 60, {.feet = {300, 600}, .colour = kBlack}},
                      {200, 290, {.feet = {900, 650}, .colour = kBlack}}})
                .size(),
            2U);
}

TEST(LinkReturns, AnotherStatureAtTheSamePlaceIsSomebodyElse) {
  EXPECT_EQ(returned({{0, 60, {.feet = {300, 600}, .height_px = 400, .colour = 3}},
                      {200, 290, {.feet = {300, 600}, .height_px = 330, .colour = 3}}})
                .size(),
            2U);
}

TEST(LinkReturns, TwoSeenTogetherAreTwo) {
  EXPECT_EQ(returned({{0, 60, {.feet = {300, 600}, .colour = 3}},
                      {0, 60, {.feet = {900, 600}, .colour = 3}}})
                .size(),
            2U);
}

TEST(LinkReturns, DoesNotGuessBetweenTwins) {
  EXPECT_EQ(returned({{0, 60, {.feet = {300, 600}, .colour = 3}},
                      {0, 60, {.feet = {900, 600}, .colour = 3}},
                      {200, 290, {.feet = {600, 650}, .colour = 3}}})
                .size(),
            3U);
}

}  // namespace
}  // namespace securepose::tracking
