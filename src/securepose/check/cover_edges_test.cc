#include "securepose/check/cover_edges.h"

#include <gtest/gtest.h>

#include <functional>
#include <opencv2/imgproc.hpp>

namespace securepose::check {
namespace {

using pairing::ChangedMask;

constexpr int kWidth_px = 640;
constexpr int kHeadWidth_px = 40;

ChangedMask covered(std::optional<double> x_px) {
  const cv::Mat original(360, kWidth_px, CV_8UC3, cv::Scalar::all(60));
  cv::Mat finished = original.clone();
  if (x_px) {
    cv::ellipse(finished, cv::Point(static_cast<int>(*x_px), 150), {kHeadWidth_px / 2, 25}, 0, 0,
                360, {200, 160, 140}, cv::FILLED);
  }
  return ChangedMask(original, finished);
}

struct Watched {
  std::vector<OpenPassage> passages;
  int went_out = 0;
};

/// A head goes along the picture by `step_px` in each of 60 frames, covered where `is_covered` says
/// so; frame 0 finds it at `from_px`.
Watched watch(double from_px, double step_px, const std::function<bool(int)>& is_covered,
              double fps = 30) {
  CoverWatch watch;
  CoverEdges edges;
  Watched watched;
  for (int i = 0; i < 60; ++i) {
    const ChangedMask mask =
        covered(is_covered(i) ? std::optional(from_px + i * step_px) : std::nullopt);
    const auto changes = watch.add(i, mask);
    edges.add(i, base::Timestamp::from_seconds(i / fps), mask, changes);
    for (const CoverChange& change : changes) {
      watched.went_out += !change.begun && edges.went_out(change) ? 1 : 0;
    }
  }
  watched.passages = edges.passages();
  return watched;
}

// At 500 + 6 i the head's middle is at the edge of 640 after 23 frames, its end after 26.

TEST(CoverEdges, ACoverThatGoesOutWithItsHeadIsNoLeak) {
  const Watched watched = watch(500, 6, [](int) { return true; });
  EXPECT_TRUE(watched.passages.empty());
  EXPECT_EQ(watched.went_out, 1);
}

class EndsEarly : public testing::TestWithParam<int> {};

TEST_P(EndsEarly, WhileHalfTheHeadIsThereIsALeak) {
  const int end = GetParam();
  const Watched watched = watch(500, 6, [&](int i) { return i < end; });
  ASSERT_EQ(watched.passages.size(), 1u);
  EXPECT_EQ(watched.passages[0].first_frame, end);
  const auto& places = watched.passages[0].places_px;
  EXPECT_NEAR(static_cast<double>(places.size()), 25 - end, 1);
  EXPECT_NEAR(places[0].center().x_px, 500 + 6 * end, 5);
  EXPECT_EQ(watched.went_out, 0);
}

INSTANTIATE_TEST_SUITE_P(Frames, EndsEarly, testing::Values(21, 22, 23));

TEST(CoverEdges, AFewPicturesASecondAreEnough) {
  // 0.4 head widths from frame to frame, as somebody who walks off at 10 frames a second.
  const Watched watched = watch(
      500, 16, [](int i) { return i < 8 || i > 8; }, 10);
  ASSERT_EQ(watched.passages.size(), 1u);
  EXPECT_EQ(watched.passages[0].first_frame, 8);
}

TEST(CoverEdges, ACoverThatBeginsLateIsALeakBefore) {
  const Watched watched = watch(660, -6, [](int i) { return i >= 5; });
  ASSERT_EQ(watched.passages.size(), 1u);
  const auto& open = watched.passages[0];
  EXPECT_EQ(open.first_frame + static_cast<base::FrameIndex>(open.places_px.size()), 5);
  EXPECT_NEAR(open.places_px.back().center().x_px, 660 - 6 * 4, 5);
}

TEST(CoverEdges, ACoverThatComesInWithItsHeadIsNoLeak) {
  EXPECT_TRUE(watch(670, -6, [](int) { return true; }).passages.empty());
}

TEST(CoverEdges, OneThatStandsAtTheEdgeAndEndsIsNotOnItsWayOut) {
  EXPECT_TRUE(watch(630, 0, [](int i) { return i < 20; }).passages.empty());
}

TEST(CoverEdges, InsideThePictureNothingIsToldOfEndings) {
  EXPECT_TRUE(watch(100, 6, [](int i) { return i < 20; }).passages.empty());
}

TEST(CoverEdges, NothingAcrossACut) {
  CoverWatch watch;
  CoverEdges edges;
  for (int i = 0; i < 22; ++i) {
    const ChangedMask mask = covered(500 + 6 * i);
    edges.add(i, base::Timestamp::from_seconds(i / 30.0), mask, watch.add(i, mask));
  }
  watch.cut();
  edges.cut();
  for (int i = 22; i < 40; ++i) {
    const ChangedMask mask = covered(std::nullopt);
    edges.add(i, base::Timestamp::from_seconds(i / 30.0), mask, watch.add(i, mask));
  }
  EXPECT_TRUE(edges.passages().empty());
}

}  // namespace
}  // namespace securepose::check
