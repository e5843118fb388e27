#include "securepose/pairing/frame_alignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace securepose::pairing {
namespace {

/// Aligns frames that show these places of a thing that moves by one a frame; the original's frame
/// i shows place moved(i).
template <class Moved, class Expected>
std::vector<std::int32_t> align(std::int64_t originals, const std::vector<double>& shown,
                                Moved moved, Expected expected, int reach = 8) {
  FrameAlignment alignment(originals, reach);
  for (std::size_t j = 0; j < shown.size(); ++j) {
    const std::int64_t at = expected(static_cast<std::int64_t>(j));
    std::vector<double> differences;
    for (int c = 0; c <= 2 * reach; ++c) {
      const std::int64_t frame = alignment.first_candidate(at) + c;
      differences.push_back(std::min(3.0, std::abs(moved(frame) - shown[j])));
    }
    alignment.add(at, differences);
  }
  return alignment.path();
}

double itself(std::int64_t frame) { return static_cast<double>(frame); }
std::int64_t same(std::int64_t frame) { return frame; }

TEST(FrameAlignment, FollowsFramesThatWereLeftOutAndRepeated) {
  EXPECT_THAT(align(10, {0, 1, 3, 4, 4, 4, 7}, itself, same),
              ::testing::ElementsAre(0, 1, 3, 4, 4, 4, 7));
}

TEST(FrameAlignment, WhatStandsStillIsFollowedFrameByFrame) {
  const auto still = [](std::int64_t) { return 0.0; };
  EXPECT_THAT(align(6, {0, 0, 0, 0, 0, 0}, still, same), ::testing::ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(FrameAlignment, OneFrameThatLooksLikeALaterOneDoesNotMisleadTheRest) {
  EXPECT_THAT(align(12, {0, 1, 8, 3, 4, 5, 6}, itself, same),
              ::testing::ElementsAre(0, 1, 2, 3, 4, 5, 6));
}

TEST(FrameAlignment, LongGapsInTheExpectedFramesAreJumped) {
  EXPECT_THAT(
      align(2000, {0, 1, 1000, 1001}, itself, [](std::int64_t j) { return j < 2 ? j : 998 + j; }),
      ::testing::ElementsAre(0, 1, 1000, 1001));
}

TEST(FrameAlignment, TheOriginalsEndIsKept) {
  EXPECT_THAT(align(3, {0, 1, 2, 2, 2}, itself,
                    [](std::int64_t j) { return std::min<std::int64_t>(j, 2); }),
              ::testing::ElementsAre(0, 1, 2, 2, 2));
}

}  // namespace
}  // namespace securepose::pairing
