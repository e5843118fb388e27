#include "securepose/pipeline/upright.h"

#include <gtest/gtest.h>

namespace securepose::pipeline {
namespace {

TEST(BestTurn, NoneUnlessAnotherIsClearlyBetter) {
  EXPECT_EQ(best_turn_deg({{0, 0, 0, 0}}), 0);
  EXPECT_EQ(best_turn_deg({{4, 4.5, 1, 1}}), 0);
  EXPECT_EQ(best_turn_deg({{0.0, 0.3, 0, 0}}), 0) << "too little evidence";
  EXPECT_EQ(best_turn_deg({{1, 6, 1, 2}}), 90);
  EXPECT_EQ(best_turn_deg({{1, 2, 5, 2}}), 180);
  EXPECT_EQ(best_turn_deg({{1, 2, 2, 5}}), 270);
}

}  // namespace
}  // namespace securepose::pipeline
