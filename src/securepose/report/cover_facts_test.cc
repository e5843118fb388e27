#include "securepose/report/cover_facts.h"

#include <gtest/gtest.h>

#include <numbers>

namespace securepose::report {
namespace {

using covering::CoverPlan;
using covering::FrameRegions;
using covering::Region;

base::Timestamp at(double seconds) { return base::Timestamp::from_seconds(seconds); }

Region region(std::optional<int> person, std::string evidence, double radius_px = 50) {
  Region result;
  if (person) result.person = base::PersonId{*person};
  result.ellipse = {{100, 100}, radius_px, radius_px, 0};
  result.evidence = {std::move(evidence)};
  return result;
}

CoverPlan plan_of(std::vector<std::vector<Region>> regions) {
  CoverPlan plan;
  for (std::size_t i = 0; i < regions.size(); ++i)
    plan.frames.push_back({static_cast<base::FrameIndex>(i), at(0.1 * static_cast<double>(i)),
                           false, std::move(regions[i])});
  return plan;
}

TEST(DescribeCover, CountsPeopleHeadsAndRegions) {
  const auto plan = plan_of({{region(1, "pose"), region(1, "face"), region(2, "pose")},
                             {region(1, "held"), region(std::nullopt, "face")},
                             {region(std::nullopt, "drawn")},
                             {}});
  const Deidentification cover = describe_cover(plan, 400, 200, at(0.4));
  EXPECT_EQ(cover.people_covered, 2);
  EXPECT_EQ(cover.regions, 6);
  EXPECT_EQ(cover.face_frames, 4) << "two, then one and a face of nobody; drawn boxes are no heads";
  EXPECT_EQ(cover.frames_with_cover, 3);
}

TEST(DescribeCover, JoinsFramesOfOneEvidenceAndSplitsAtGaps) {
  const auto plan = plan_of({{region(1, "pose")},
                             {region(1, "pose")},
                             {region(1, "interpolated")},
                             {},
                             {region(1, "interpolated")}});
  const Deidentification cover = describe_cover(plan, 400, 200, at(0.5));
  ASSERT_EQ(cover.lanes.size(), 1U);
  const auto& stretches = cover.lanes[0].stretches;
  ASSERT_EQ(stretches.size(), 3U);
  EXPECT_EQ(stretches[0].evidence, CoverEvidence::kSeen);
  EXPECT_EQ(stretches[0].end, at(0.2));
  EXPECT_EQ(stretches[1].evidence, CoverEvidence::kInferred);
  EXPECT_EQ(stretches[2].start, at(0.4));
  EXPECT_EQ(stretches[2].end, at(0.5)) << "the clip's end closes the last frame";
}

TEST(DescribeCover, MeasuresTheShareOfThePictureOnceWhereRegionsOverlap) {
  const auto plan = plan_of({{region(1, "pose"), region(2, "pose")}});
  const double expected = std::numbers::pi * 50 * 50 / (400.0 * 200.0);
  EXPECT_NEAR(describe_cover(plan, 400, 200, at(0.1)).covered_area_share, expected,
              0.02 * expected);
}

TEST(DescribeCover, ShowsFramesThatAreWhollyCovered) {
  CoverPlan plan = plan_of({{}, {}});
  plan.frames[1].cover_everything = true;
  const Deidentification cover = describe_cover(plan, 400, 200, at(0.2));
  EXPECT_EQ(cover.frames_fully_covered, 1);
  EXPECT_EQ(cover.frames_with_cover, 1);
  EXPECT_DOUBLE_EQ(cover.covered_area_share, 0.5);
  ASSERT_EQ(cover.lanes.size(), 1U);
  EXPECT_EQ(cover.lanes[0].stretches[0].evidence, CoverEvidence::kWhole);
}

TEST(DescribeCover, CarriesDoubtfulMoments) {
  CoverPlan plan = plan_of({{}});
  plan.doubtful = {{at(0), at(0.1), 0, 0, base::PersonId{3}, "The head is hidden."}};
  const Deidentification cover = describe_cover(plan, 400, 200, at(0.1));
  ASSERT_EQ(cover.doubtful.size(), 1U);
  EXPECT_EQ(cover.doubtful[0].reason, "The head is hidden.");
  EXPECT_EQ(cover.doubtful[0].person, base::PersonId{3});
}

TEST(DescribeCover, EmptyClip) {
  const Deidentification cover = describe_cover({}, 0, 0, {});
  EXPECT_EQ(cover.regions, 0);
  EXPECT_TRUE(cover.lanes.empty());
  EXPECT_DOUBLE_EQ(cover.covered_area_share, 0);
}

}  // namespace
}  // namespace securepose::report
