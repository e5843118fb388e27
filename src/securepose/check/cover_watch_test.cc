#include "securepose/check/cover_watch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace securepose::check {
namespace {

using pairing::ChangedMask;

struct Disc {
  int x_px;
  int y_px;
  int radius_px = 25;
};

ChangedMask covered(const std::vector<Disc>& discs) {
  const cv::Mat original(360, 640, CV_8UC3, cv::Scalar::all(60));
  cv::Mat finished = original.clone();
  for (const Disc& disc : discs) {
    cv::circle(finished, {disc.x_px, disc.y_px}, disc.radius_px, {200, 160, 140}, cv::FILLED);
  }
  return ChangedMask(original, finished);
}

TEST(CoverWatch, ACoverThatMovesNeitherEndsNorBegins) {
  CoverWatch watch;
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(watch.add(i, covered({{60 + 10 * i, 100}})).empty()) << i;
  }
}

TEST(CoverWatch, ACoverThatMovesFarInOneFrameNeitherEndsNorBegins) {
  // Ten frames a second: half a cover from frame to frame, and out of the picture at last.
  CoverWatch watch;
  for (int i = 0; i < 12; ++i) {
    EXPECT_TRUE(watch.add(i, covered({{320 + 26 * i, 100}})).empty()) << i;
  }
}

TEST(CoverWatch, OneOfTwoThatMoveFarTogetherEndsAllTheSame) {
  CoverWatch watch;
  watch.add(0, covered({{100, 100}, {145, 100}}));
  watch.add(1, covered({{120, 100}, {165, 100}}));
  const auto changes = watch.add(2, covered({{185, 100}}));
  EXPECT_TRUE(std::any_of(changes.begin(), changes.end(),
                          [](const CoverChange& change) { return !change.begun; }));
}

TEST(CoverWatch, EndAndBeginningAreToldWithTheirPlaces) {
  CoverWatch watch;
  EXPECT_TRUE(watch.add(0, covered({{100, 100}})).empty());
  const auto ended = watch.add(1, covered({}));
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_FALSE(ended[0].begun);
  EXPECT_TRUE(ended[0].whole);
  EXPECT_EQ(ended[0].frame, 1);
  EXPECT_NEAR(ended[0].place_px.center().x_px, 100, 4);
  const auto begun = watch.add(2, covered({{104, 100}}));
  ASSERT_EQ(begun.size(), 1u);
  EXPECT_TRUE(begun[0].begun);
}

TEST(CoverWatch, OneOfTwoThatTouchEndsByItself) {
  CoverWatch watch;
  watch.add(0, covered({{100, 100}, {140, 100}}));
  const auto changes = watch.add(1, covered({{140, 100}}));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_FALSE(changes[0].begun);
  EXPECT_FALSE(changes[0].whole);
  EXPECT_LT(changes[0].place_px.center().x_px, 110);
}

TEST(CoverWatch, ARingThatStaysDoesNotHideTheEnd) {
  // A feathered edge outside the place that was opened.
  CoverWatch watch;
  watch.add(0, covered({{100, 100, 40}}));
  const cv::Mat original(360, 640, CV_8UC3, cv::Scalar::all(60));
  cv::Mat finished = original.clone();
  cv::circle(finished, {100, 100}, 38, {200, 160, 140}, 4);
  const auto changes = watch.add(1, ChangedMask(original, finished));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_FALSE(changes[0].begun);
}

TEST(CoverWatch, NothingAcrossACut) {
  CoverWatch watch;
  watch.add(0, covered({{100, 100}}));
  watch.cut();
  EXPECT_TRUE(watch.add(1, covered({})).empty());
}

}  // namespace
}  // namespace securepose::check
