#include "securepose/covering/kept_covers.h"

#include <gtest/gtest.h>

namespace securepose::covering {
namespace {

using tracking::AppliedEdit;
using tracking::EditKind;

constexpr base::PersonId kOne{1};
constexpr base::PersonId kTwo{2};

CoverPlan empty_plan(int frames) {
  CoverPlan plan;
  for (int i = 0; i < frames; ++i) {
    auto& frame = plan.frames.emplace_back();
    frame.frame = i;
    frame.time = base::Timestamp::from_seconds(0.1 * i);
  }
  return plan;
}

Region head(std::optional<base::PersonId> person, double x_px, std::vector<std::string> evidence,
            double radius_px = 10) {
  return {person, {{x_px, 50}, radius_px, radius_px, 0}, std::move(evidence), 1, std::nullopt};
}

CoverPlan plan_with(int frames, const Region& region) {
  CoverPlan plan = empty_plan(frames);
  for (auto& frame : plan.frames) frame.regions.push_back(region);
  return plan;
}

std::vector<AppliedEdit> deletion_of(base::PersonId person) {
  return {{{EditKind::kDelete, person, {}, {}, {}}, {}}};
}

TEST(KeepCovers, WhatIsStillCoveredIsNotDoubled) {
  const CoverPlan before = plan_with(3, head(kOne, 50, {"face"}));
  CoverPlan plan = plan_with(3, head(kOne, 50.2, {"face"}));
  keep_covers(before, {}, std::nullopt, plan);
  for (const auto& frame : plan.frames) EXPECT_EQ(frame.regions.size(), 1u);
}

TEST(KeepCovers, WhatWouldBeUncoveredStaysUnderItsNewNumber) {
  const CoverPlan before = plan_with(10, head(kOne, 50, {"interpolated"}));
  CoverPlan plan = empty_plan(10);
  const std::vector<AppliedEdit> split = {
      {{EditKind::kSplit, kOne, {}, base::Timestamp::from_seconds(0.5), {}}, base::PersonId{3}}};
  keep_covers(before, split, std::nullopt, plan);
  for (std::size_t i = 0; i < 10; ++i) {
    ASSERT_EQ(plan.frames[i].regions.size(), 1u) << i;
    const Region& region = plan.frames[i].regions[0];
    EXPECT_EQ(region.person, base::PersonId{i < 5 ? 1 : 3}) << i;
    EXPECT_EQ(region.evidence, std::vector<std::string>{"kept"});
  }
}

TEST(KeepCovers, ACoverThatOthersTogetherHoldIsCovered) {
  const CoverPlan before = plan_with(1, head(kOne, 50, {"face"}));
  CoverPlan plan = plan_with(1, head(kOne, 44, {"face"}, 15));
  plan.frames[0].regions.push_back(head(kTwo, 56, {"face"}, 15));
  keep_covers(before, {}, std::nullopt, plan);
  EXPECT_EQ(plan.frames[0].regions.size(), 2u);
}

TEST(KeepCovers, ADeletedPersonIsUncoveredWhereNoFaceWasSeen) {
  CoverPlan before = plan_with(20, head(kOne, 50, {"pose"}));
  before.frames[3].regions[0].evidence = {"face", "pose"};
  CoverPlan plan = empty_plan(20);
  keep_covers(before, deletion_of(kOne), std::nullopt, plan);
  for (std::size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(plan.frames[i].regions.size(), i <= 8 ? 1u : 0u) << i;
    if (i <= 8) {
      EXPECT_EQ(plan.frames[i].regions[0].person, std::nullopt) << i;
    }
  }
}

TEST(KeepCovers, WhoIsSparedByWishIsNotCovered) {
  CoverPlan before = plan_with(2, head(kOne, 50, {"face"}));
  for (auto& frame : before.frames) frame.regions.push_back(head(kTwo, 90, {"face"}));
  CoverPlan plan = empty_plan(2);
  keep_covers(before, {}, kTwo, plan);
  for (const auto& frame : plan.frames) {
    ASSERT_EQ(frame.regions.size(), 1u);
    EXPECT_EQ(frame.regions[0].person, kOne);
  }
}

TEST(KeepCovers, FacesOfNobodyStay) {
  const CoverPlan before = plan_with(2, head(std::nullopt, 50, {"face"}));
  CoverPlan plan = empty_plan(2);
  keep_covers(before, deletion_of(kOne), kTwo, plan);
  for (const auto& frame : plan.frames) EXPECT_EQ(frame.regions.size(), 1u);
}

TEST(CheckCovers, AreFoundByTheirEvidenceAndPutBack) {
  CoverPlan plan = plan_with(3, head(kOne, 50, {"face"}));
  plan.frames[1].regions.push_back(head(std::nullopt, 70, {"check"}));
  const FrameCovers covers = check_covers_of(plan);
  ASSERT_EQ(covers.size(), 1u);
  CoverPlan again = empty_plan(3);
  add_covers(covers, again);
  EXPECT_TRUE(again.frames[0].regions.empty());
  ASSERT_EQ(again.frames[1].regions.size(), 1u);
  EXPECT_DOUBLE_EQ(again.frames[1].regions[0].ellipse.center.x_px, 70);
}

}  // namespace
}  // namespace securepose::covering
