#include "securepose/perception/upright.h"

#include <gtest/gtest.h>

namespace securepose::perception {
namespace {

TEST(BestTurn, NoneUnlessAnotherIsClearlyBetter) {
  EXPECT_EQ(best_turn_deg({{0, 0, 0, 0}}), 0);
  EXPECT_EQ(best_turn_deg({{4, 4.5, 1, 1}}), 0);
  EXPECT_EQ(best_turn_deg({{0.0, 0.3, 0, 0}}), 0) << "too little evidence";
  EXPECT_EQ(best_turn_deg({{1, 6, 1, 2}}), 90);
  EXPECT_EQ(best_turn_deg({{1, 2, 5, 2}}), 180);
  EXPECT_EQ(best_turn_deg({{1, 2, 2, 5}}), 270);
}

TEST(JoinedTurns, OneTurnHoldsForAllPartsOnceTheyAreTurned) {
  EXPECT_EQ(joined_turns({90}, {0}).clip_deg, 90);
  EXPECT_TRUE(joined_turns({90}, {0}).part_deg.empty());
  EXPECT_TRUE(joined_turns({0, 0}, {1, 2}).part_deg.empty());
  EXPECT_TRUE(joined_turns({90, 90}, {1, 2}).part_deg.empty());
  const UprightTurns turns = joined_turns({0, 90, 180}, {1, 2, 1});
  EXPECT_EQ(turns.clip_deg, 90) << "that of the longest part";
  EXPECT_EQ(turns.part_deg, (std::vector<int>{270, 0, 90}));
}

}  // namespace
}  // namespace securepose::perception
