#include "securepose/pipeline/changed_frames.h"

#include <gtest/gtest.h>

#include <utility>

namespace securepose::pipeline {
namespace {

covering::CoverPlan two_heads(int frames) {
  covering::CoverPlan plan;
  plan.frames.resize(static_cast<std::size_t>(frames));
  for (auto& frame : plan.frames) {
    frame.regions.push_back({base::PersonId{1}, {{10, 10}, 5, 5, 0}, {}, 1, std::nullopt});
    frame.regions.push_back({base::PersonId{2}, {{40, 10}, 5, 5, 0}, {}, 1, std::nullopt});
  }
  return plan;
}

std::vector<std::pair<base::FrameIndex, base::FrameIndex>> changes(const covering::CoverPlan& a,
                                                                   const covering::CoverPlan& b) {
  std::vector<std::pair<base::FrameIndex, base::FrameIndex>> result;
  for (const auto& range : changed_frames(a, b)) result.emplace_back(range.first, range.last);
  return result;
}

using Ranges = std::vector<std::pair<base::FrameIndex, base::FrameIndex>>;

TEST(ChangedFrames, OrderNumbersAndRoundingDoNotMatter) {
  const auto plan = two_heads(3);
  auto other = plan;
  std::swap(other.frames[1].regions[0], other.frames[1].regions[1]);
  other.frames[2].regions[0].person = base::PersonId{7};
  other.frames[2].regions[0].ellipse.rx_px += 0.0004;
  EXPECT_EQ(changes(plan, other), Ranges{});
}

TEST(ChangedFrames, PlacesAddedLostAndMovedCount) {
  const auto plan = two_heads(10);
  auto other = plan;
  other.frames[2].regions.pop_back();
  other.frames[3].regions.push_back(other.frames[3].regions[0]);
  other.frames[6].regions[0].ellipse.center.x_px += 0.01;
  other.frames[9].cover_everything = true;
  EXPECT_EQ(changes(plan, other), (Ranges{{2, 3}, {6, 6}, {9, 9}}));
  EXPECT_EQ(changes(other, plan), (Ranges{{2, 3}, {6, 6}, {9, 9}}));
}

TEST(ChangedFrames, FramesThatOnlyOnePlanHasCount) {
  EXPECT_EQ(changes(two_heads(3), two_heads(5)), (Ranges{{3, 4}}));
}

}  // namespace
}  // namespace securepose::pipeline
