#include "securepose/check/cover_gaps.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <opencv2/imgproc.hpp>

namespace securepose::check {
namespace {

using base::FrameIndex;
using geometry::Point;
using pairing::ChangedMask;

/// Compares `frames` pictures in which a head at `center(i)` is covered where `is_covered(i)`.
CoverGapFinder compare(int frames, const std::function<Point(int)>& center,
                       const std::function<bool(int)>& is_covered, double fps = 30) {
  CoverGapFinder finder;
  for (int i = 0; i < frames; ++i) {
    const cv::Mat original(360, 640, CV_8UC3, cv::Scalar::all(60));
    cv::Mat finished = original.clone();
    const Point at = center(i);
    if (is_covered(i)) {
      cv::ellipse(finished, cv::Point(static_cast<int>(at.x_px), static_cast<int>(at.y_px)),
                  {25, 30}, 0, 0, 360, {200, 160, 140}, cv::FILLED);
    }
    finder.add(i, base::Timestamp::from_seconds(i / fps), ChangedMask(original, finished));
  }
  return finder;
}

Point walking(int i) { return {60.0 + 4 * i, 150}; }

TEST(CoverGaps, NoneWhileTheCoverStays) {
  EXPECT_TRUE(compare(60, walking, [](int) { return true; }).gaps().empty());
}

class CoverGapLength : public testing::TestWithParam<int> {};

TEST_P(CoverGapLength, OfAWalkingHeadIsFound) {
  const int length = GetParam();
  const auto gaps = compare(80, walking, [&](int i) { return i < 20 || i >= 20 + length; }).gaps();
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps[0].first_frame, 20);
  EXPECT_EQ(gaps[0].last_frame, 19 + length);
  ASSERT_EQ(gaps[0].places_px.size(), static_cast<std::size_t>(length));
  EXPECT_LT(distance_px(gaps[0].places_px[0].center(), walking(20)), 12);
}

TEST(CoverGaps, OfAHeadThatFallsIsFoundAlongItsWay) {
  const auto falling = [](int i) { return Point{60.0 + 6 * i, 40 + 24.0 * (i < 8 ? i : 8)}; };
  const auto gaps = compare(30, falling, [](int i) { return i != 5 && i != 6; }).gaps();
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps[0].first_frame, 5);
  EXPECT_EQ(gaps[0].last_frame, 6);
  EXPECT_TRUE(gaps[0].steady);
}

INSTANTIATE_TEST_SUITE_P(OneToThirtyFrames, CoverGapLength, testing::Values(1, 2, 5, 30));

TEST(CoverGaps, CoverThatStaysLongOnBothSidesIsSteady) {
  const auto gaps = compare(80, walking, [](int i) { return i < 40 || i > 42; }).gaps();
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_TRUE(gaps[0].steady);
}

TEST(CoverGaps, AFillThatHappensToResembleWhatItHidesIsNone) {
  // As under a blur: most of the cover differs from what it hides by little.
  const auto gaps_where_differs_by = [](int least) {
    CoverGapFinder finder;
    for (int i = 0; i < 60; ++i) {
      const bool alike = i == 30 || i == 31;
      const cv::Mat original(360, 640, CV_8UC3, cv::Scalar::all(60));
      cv::Mat finished = original.clone();
      cv::ellipse(finished, {200, 150}, {25, 30}, 0, 0, 360,
                  cv::Scalar::all(60 + (alike ? least : 6)), cv::FILLED);
      if (!alike) cv::circle(finished, {200, 150}, 7, cv::Scalar::all(90), cv::FILLED);
      finder.add(i, base::Timestamp::from_seconds(i / 30.0), ChangedMask(original, finished));
    }
    return finder.gaps();
  };
  EXPECT_TRUE(gaps_where_differs_by(4).empty());
  EXPECT_EQ(gaps_where_differs_by(0).size(), 1u);
}

TEST(CoverGaps, CoversOfAFrameOrTwoAreNotSteady) {
  const auto covered_for_moments = [](int again) {
    return compare(80, walking, [=](int i) { return i == 40 || i == 41 || i == again; }).gaps();
  };
  ASSERT_EQ(covered_for_moments(44).size(), 1u);
  EXPECT_FALSE(covered_for_moments(44)[0].steady) << "one frame after it";
  const auto long_gap =
      compare(80, walking, [](int i) { return i == 40 || i == 41 || i == 52 || i == 53; }).gaps();
  ASSERT_EQ(long_gap.size(), 1u);
  EXPECT_FALSE(long_gap[0].steady);
}

TEST(CoverGaps, AroundAGapOfAFewFramesAMomentIsEnough) {
  const auto gaps =
      compare(80, walking, [](int i) { return i >= 40 && i < 47 && i != 43 && i != 44; }).gaps();
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_TRUE(gaps[0].steady);
}

TEST(CoverGaps, AtTheEndsOfAShotLittleIsEnough) {
  const auto gaps =
      compare(40, walking, [](int i) { return i < 2 || (i > 3 && i < 36) || i > 37; }).gaps();
  ASSERT_EQ(gaps.size(), 2u);
  EXPECT_TRUE(gaps[0].steady);
  EXPECT_TRUE(gaps[1].steady);
}

TEST(CoverGaps, AWalkAcrossThePictureAtTenFramesASecondIsFollowed) {
  const auto gaps = compare(
                        60,
                        [](int i) {
                          return Point{40.0 + 9 * i, 150};
                        },
                        [](int i) { return i < 15 || i >= 45; }, 10)
                        .gaps();
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps[0].places_px.size(), 30u);
  EXPECT_LT(distance_px(gaps[0].places_px[15].center(), {40.0 + 9 * 30, 150}), 20);
}

TEST(CoverGaps, EndForGoodIsNoGap) {
  EXPECT_TRUE(compare(80, walking, [](int i) { return i < 20; }).gaps().empty());
}

TEST(CoverGaps, LongAbsenceIsNoGap) {
  EXPECT_TRUE(compare(
                  200,
                  [](int) {
                    return Point{300, 150};
                  },
                  [](int i) { return i < 20 || i > 100; })
                  .gaps()
                  .empty());
}

TEST(CoverGaps, AnotherPersonFarAwayIsNoGap) {
  EXPECT_TRUE(compare(
                  80,
                  [](int i) {
                    return i < 22 ? Point{80, 100} : Point{560, 250};
                  },
                  [](int i) { return i < 20 || i > 24; })
                  .gaps()
                  .empty());
}

TEST(CoverGaps, NothingAcrossACut) {
  CoverGapFinder finder;
  const cv::Mat original(360, 640, CV_8UC3, cv::Scalar::all(60));
  cv::Mat covered = original.clone();
  cv::ellipse(covered, {300, 150}, {25, 30}, 0, 0, 360, {200, 160, 140}, cv::FILLED);
  for (int i = 0; i < 30; ++i) {
    if (i == 15) finder.cut();
    finder.add(i, base::Timestamp::from_seconds(i / 30.0),
               ChangedMask(original, i == 14 || i == 15 ? original : covered));
  }
  EXPECT_TRUE(finder.gaps().empty());
}

}  // namespace
}  // namespace securepose::check
