#include "securepose/tracking/gap_fill.h"

#include <gtest/gtest.h>

namespace securepose::tracking {
namespace {

constexpr double kSize_px = 400;
constexpr std::size_t kFrames = 21;

/// Two people who pass each other in the middle of 21 frames at 30 a second; the first detection of
/// each frame goes to the right. Both are known to be themselves up to frame 6 and from frame 14.
class GapFill : public ::testing::Test {
 protected:
  GapFill() : free_(2 * kFrames, false), chains_(2) {
    std::vector<Tracklet> ways(2);
    for (std::size_t f = 0; f < kFrames; ++f) {
      table_.frame_begin.push_back(table_.detections.size());
      table_.shot_of_frame.push_back(0);
      table_.camera.emplace_back();
      for (const int way : {1, -1}) {
        Detection s;
        s.frame = static_cast<base::FrameIndex>(f);
        s.time_s = static_cast<double>(f) / 30;
        s.anchor = {500 + way * 12 * (static_cast<double>(f) - 10), 300};
        s.size_px = kSize_px;
        const bool known = f <= 6 || f >= 14;
        if (known)
          ways[way == 1 ? 0 : 1].push_back(static_cast<std::uint32_t>(table_.detections.size()));
        free_[table_.detections.size()] = !known;
        table_.detections.push_back(s);
      }
    }
    table_.frame_begin.push_back(table_.detections.size());
    for (std::size_t k = 0; k < 2; ++k) chains_[k] = make_chain(ways[k], table_);
  }

  DetectionTable table_;
  std::vector<bool> free_;
  std::vector<Chain> chains_;
};

TEST_F(GapFill, EachGetsItsOwnAndNobodyWhatCanNotBeTold) {
  fill_gaps_by_motion(chains_, table_, 1, free_);
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_EQ(chains_[k].detections.size(), kFrames - 1);  // they meet in frame 10
    for (const std::uint32_t s : chains_[k].detections) {
      EXPECT_EQ(s % 2, k);
      EXPECT_NE(table_.detections[s].frame, 10);
    }
  }
  for (const bool free : free_) EXPECT_FALSE(free);
}

TEST_F(GapFill, LongGapsStay) {
  fill_gaps_by_motion(chains_, table_, 0.1, free_);
  EXPECT_EQ(chains_[0].detections.size(), 14U);
}

TEST_F(GapFill, WhoIsElsewhereStaysFree) {
  for (std::size_t k = 0; k < table_.detections.size(); ++k)
    if (free_[k]) table_.detections[k].anchor.y_px += kSize_px;
  fill_gaps_by_motion(chains_, table_, 1, free_);
  EXPECT_EQ(chains_[0].detections.size(), 14U);
  EXPECT_TRUE(free_[20]);
}

}  // namespace
}  // namespace securepose::tracking
