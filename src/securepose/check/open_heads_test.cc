#include "securepose/check/open_heads.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "securepose/testing/fake_detectors.h"

namespace securepose::check {
namespace {

using base::FrameIndex;
using geometry::Point;
using testing::FakeDetectors;

Point walking(FrameIndex i) { return {60.0 + 4 * static_cast<double>(i), 150}; }

/// A head walks through `frames` pictures, covered where `is_covered(i)`; the detectors know the
/// frame by a picture's grey.
std::vector<OpenFace> watch(FakeDetectors& detectors, FrameIndex frames,
                            const std::function<bool(FrameIndex)>& is_covered) {
  CoverWatch covers;
  OpenHeads heads(detectors);
  for (FrameIndex i = 0; i < frames; ++i) {
    const cv::Mat original(360, 640, CV_8UC3, cv::Scalar::all(static_cast<double>(i)));
    cv::Mat finished = original.clone();
    if (is_covered(i)) {
      cv::circle(finished, {static_cast<int>(walking(i).x_px), 150}, 25, {250, 220, 200},
                 cv::FILLED);
    }
    const pairing::ChangedMask mask(original, finished);
    heads.add(i, base::Timestamp::from_seconds(static_cast<double>(i) / 30), original, mask,
              covers.add(i, mask));
  }
  return heads.heads();
}

/// Sees the walking head up to a frame.
void see_walker(FakeDetectors& detectors, FrameIndex last, double score) {
  detectors.head_told = [last, score](const cv::Mat& rgb,
                                      const geometry::Box& place) -> std::optional<HeadDetection> {
    const FrameIndex i = rgb.at<cv::Vec3b>(0, 0)[0];
    if (i > last || distance_px(place.center(), walking(i)) > 25) return std::nullopt;
    return HeadDetection{walking(i), 30, score};
  };
}

TEST(OpenHeads, AHeadWhoseCoverEndsIsFollowedWhileItIsSeen) {
  FakeDetectors detectors;
  see_walker(detectors, 39, 0.5);
  const auto heads = watch(detectors, 60, [](FrameIndex i) { return i < 30; });
  ASSERT_EQ(heads.size(), 10u);
  EXPECT_EQ(heads.front().frame, 30);
  EXPECT_EQ(heads.back().frame, 39);
  EXPECT_NEAR(heads.back().box_px.center().x_px, walking(39).x_px, 1);
}

TEST(OpenHeads, AHeadWhoseCoverBeginsLateIsFollowedBack) {
  FakeDetectors detectors;
  see_walker(detectors, 60, 0.5);
  const auto heads = watch(detectors, 60, [](FrameIndex i) { return i >= 8; });
  ASSERT_EQ(heads.size(), 8u);
  EXPECT_EQ(heads.front().frame, 0);
  EXPECT_EQ(heads.back().frame, 7);
}

TEST(OpenHeads, NoHeadOrAWeakOneIsNone) {
  FakeDetectors detectors;
  EXPECT_TRUE(watch(detectors, 60, [](FrameIndex i) { return i < 30; }).empty());
  see_walker(detectors, 60, 0.2);
  EXPECT_TRUE(watch(detectors, 60, [](FrameIndex i) { return i < 30; }).empty());
}

TEST(OpenHeads, NothingIsLookedForWhileTheCoverStays) {
  FakeDetectors detectors;
  see_walker(detectors, 60, 0.9);
  EXPECT_TRUE(watch(detectors, 60, [](FrameIndex) { return true; }).empty());
  EXPECT_EQ(detectors.looks_at_heads, 0);
}

}  // namespace
}  // namespace securepose::check
