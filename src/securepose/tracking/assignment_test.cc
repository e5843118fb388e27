#include "securepose/tracking/assignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace securepose::tracking {
namespace {

double best_by_trying(std::size_t row, std::vector<bool>& used,
                      const std::vector<std::vector<double>>& gain) {
  if (row == gain.size()) return 0;
  double best = best_by_trying(row + 1, used, gain);
  for (std::size_t c = 0; c < used.size(); ++c) {
    if (used[c] || gain[row][c] <= 0) continue;
    used[c] = true;
    best = std::max(best, gain[row][c] + best_by_trying(row + 1, used, gain));
    used[c] = false;
  }
  return best;
}

TEST(BestAssignment, GivesWayWhereTheSumGains) {
  // Row 0 likes column 0 best, but row 1 has nothing else.
  const auto columns = best_assignment(2, 2, {{0, 0, 5}, {0, 1, 4}, {1, 0, 3}});
  EXPECT_EQ(columns[0], 1U);
  EXPECT_EQ(columns[1], 0U);
}

TEST(BestAssignment, LeavesARowAloneWhereTheSumGains) {
  const auto columns = best_assignment(2, 1, {{0, 0, 2}, {1, 0, 7}});
  EXPECT_FALSE(columns[0]);
  EXPECT_EQ(columns[1], 0U);
}

TEST(BestAssignment, NeverTakesAWorthlessPair) {
  const auto columns = best_assignment(2, 2, {{0, 0, 0}, {1, 1, -1}});
  EXPECT_FALSE(columns[0]);
  EXPECT_FALSE(columns[1]);
}

TEST(BestAssignment, AgreesWithTryingAll) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> value(-4, 10);
  for (int round = 0; round < 500; ++round) {
    const std::size_t rows = 1 + random() % 6;
    const std::size_t columns = 1 + random() % 6;
    std::vector<std::vector<double>> gain(rows, std::vector<double>(columns, 0));
    std::vector<Candidate> candidates;
    for (std::size_t r = 0; r < rows; ++r)
      for (std::size_t c = 0; c < columns; ++c) {
        if (random() % 3 == 0) continue;
        gain[r][c] = value(random);
        candidates.push_back({r, c, gain[r][c]});
      }
    const auto chosen = best_assignment(rows, columns, candidates);
    double sum = 0;
    std::vector<int> uses(columns, 0);
    for (std::size_t r = 0; r < rows; ++r) {
      if (!chosen[r]) continue;
      EXPECT_GT(gain[r][*chosen[r]], 0);
      EXPECT_EQ(++uses[*chosen[r]], 1);
      sum += gain[r][*chosen[r]];
    }
    std::vector<bool> used(columns, false);
    EXPECT_NEAR(sum, best_by_trying(0, used, gain), 1e-9);
  }
}

TEST(BestAssignment, NothingAtAll) {
  EXPECT_TRUE(best_assignment(0, 0, {}).empty());
  EXPECT_FALSE(best_assignment(1, 0, {})[0]);
}

}  // namespace
}  // namespace securepose::tracking
