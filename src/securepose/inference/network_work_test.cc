#include "securepose/inference/network_work.h"

#include <gtest/gtest.h>

#include <thread>

namespace securepose::inference {
namespace {

std::vector<NetworkWork> of(const std::string& id, const std::vector<NetworkWork>& all) {
  std::vector<NetworkWork> found;
  for (const NetworkWork& work : all)
    if (work.id == id) found.push_back(work);
  return found;
}

TEST(NetworkWork, RunsOfOneSizeAndPrecisionAreAddedUp) {
  count_run("adds-up", {1, 3, 32, 32}, Precision::kF32, 0.5);
  count_run("adds-up", {1, 3, 32, 32}, Precision::kF32, 0.25);
  count_run("adds-up", {1, 3, 64, 64}, Precision::kF32, 2);
  count_run("adds-up", {1, 3, 32, 32}, Precision::kBf16, 0.125);
  const auto work = of("adds-up", network_work());
  ASSERT_EQ(work.size(), 3);
  EXPECT_EQ(work[0].runs, 2);
  EXPECT_DOUBLE_EQ(work[0].core_s, 0.75);
  EXPECT_EQ(work[1].precision, Precision::kBf16);
  EXPECT_DOUBLE_EQ(work[2].core_s, 2);
}

TEST(NetworkWork, BetweenIsWhatCameSince) {
  count_run("before", {1}, Precision::kF32, 1);
  count_run("both", {1}, Precision::kF32, 1);
  const auto before = network_work();
  count_run("both", {1}, Precision::kF32, 0.5);
  count_run("after", {1}, Precision::kF32, 0.25);
  const auto between = work_between(before, network_work());
  EXPECT_TRUE(of("before", between).empty());
  ASSERT_EQ(of("both", between).size(), 1);
  EXPECT_EQ(of("both", between)[0].runs, 1);
  EXPECT_DOUBLE_EQ(of("both", between)[0].core_s, 0.5);
  EXPECT_EQ(of("after", between)[0].runs, 1);
}

TEST(NetworkWork, IsCountedFromSeveralThreads) {
  const auto count = [] {
    for (int i = 0; i < 1000; ++i) count_run("threads", {1}, Precision::kF32, 0.001);
  };
  std::thread other(count);
  count();
  other.join();
  EXPECT_EQ(of("threads", network_work())[0].runs, 2000);
}

}  // namespace
}  // namespace securepose::inference
