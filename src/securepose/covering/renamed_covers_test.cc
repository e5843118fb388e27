#include "securepose/covering/renamed_covers.h"

#include <gtest/gtest.h>

namespace securepose::covering {
namespace {

Region head(double x_px, std::optional<std::int64_t> person) {
  Region region;
  if (person) region.person = base::PersonId{*person};
  region.ellipse = {{x_px, 100}, 20, 25, 0};
  region.evidence = {"pose"};
  return region;
}

CoverPlan plan(std::vector<Region> regions) {
  CoverPlan plan;
  plan.frames.emplace_back();
  plan.frames[0].regions = std::move(regions);
  return plan;
}

std::vector<std::optional<base::PersonId>> people_of(const CoverPlan& plan) {
  std::vector<std::optional<base::PersonId>> people;
  for (const Region& region : plan.frames.at(0).regions) people.push_back(region.person);
  return people;
}

TEST(RenamedCovers, FollowASwap) {
  const CoverPlan renamed =
      renamed_covers(plan({head(100, 1), head(300, 2)}), plan({head(101, 2), head(299, 1)}));
  EXPECT_EQ(people_of(renamed), people_of(plan({head(100, 2), head(300, 1)})));
  EXPECT_EQ(renamed.frames[0].regions[0].ellipse.center.x_px, 100) << "where the video has it";
}

TEST(RenamedCovers, OfSomebodyWhoWasDeletedStayAndBelongToNobody) {
  const CoverPlan renamed =
      renamed_covers(plan({head(100, 1), head(300, 2)}), plan({head(100, 1)}));
  EXPECT_EQ(people_of(renamed), people_of(plan({head(100, 1), head(300, std::nullopt)})));
}

TEST(RenamedCovers, OfTwoThatLieOnOneTheNearerTakesItsName) {
  const CoverPlan renamed =
      renamed_covers(plan({head(104, 1), head(100, std::nullopt)}), plan({head(100, 3)}));
  EXPECT_EQ(people_of(renamed), people_of(plan({head(104, std::nullopt), head(100, 3)})));
}

TEST(RenamedCovers, ComeOutTheSameWhateverTheNumbersWere) {
  const CoverPlan corrected = plan({head(100, 4), head(300, 5)});
  const auto one = renamed_covers(plan({head(100, 1), head(300, 2)}), corrected);
  const auto other = renamed_covers(plan({head(100, std::nullopt), head(300, 7)}), corrected);
  EXPECT_EQ(people_of(one), people_of(other));
}

TEST(RenamedCovers, WithMoreFramesThanThePlanKeepTheirRest) {
  CoverPlan longer = plan({head(100, 1)});
  longer.frames.push_back(longer.frames[0]);
  const CoverPlan renamed = renamed_covers(longer, plan({head(100, 2)}));
  EXPECT_EQ(renamed.frames[1].regions[0].person, base::PersonId{1});
}

}  // namespace
}  // namespace securepose::covering
