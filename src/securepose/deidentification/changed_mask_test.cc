#include "securepose/deidentification/changed_mask.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace securepose::deidentification {
namespace {

cv::Mat noise(int seed, double sigma, const cv::Mat& around) {
  cv::Mat wide;
  around.convertTo(wide, CV_16SC3);
  cv::Mat added(around.size(), CV_16SC3);
  cv::RNG rng(static_cast<std::uint64_t>(seed));
  rng.fill(added, cv::RNG::NORMAL, 0, sigma);
  wide += added;
  cv::Mat result;
  wide.convertTo(result, CV_8UC3);
  return result;
}

cv::Mat textured(const cv::Size& size) {
  return noise(7, 30, cv::Mat(size, CV_8UC3, cv::Scalar::all(128)));
}

TEST(ChangedMask, EncodingNoiseIsNoChange) {
  const cv::Mat original = textured({640, 360});
  const ChangedMask mask(original, noise(1, 3, original));
  EXPECT_LT(mask.share_of_picture(), 0.001);
  EXPECT_TRUE(mask.areas().empty());
}

TEST(ChangedMask, FindsACoveredHead) {
  const cv::Mat original = textured({1280, 720});
  cv::Mat covered = noise(1, 3, original);
  cv::ellipse(covered, {400, 300}, {40, 50}, 0, 0, 360, {190, 150, 130}, cv::FILLED);
  const ChangedMask mask(original, covered);
  EXPECT_GT(mask.share({{400, 300}, 40, 50, 0}), 0.95);
  EXPECT_LT(mask.share({{600, 300}, 40, 50, 0}), 0.01);
  ASSERT_EQ(mask.areas().size(), 1u);
  EXPECT_NEAR(mask.areas()[0].center().x_px, 400, 8);
  EXPECT_NEAR(mask.areas()[0].height_px(), 100, 16);
}

TEST(ChangedMask, SlightlyChangedEdgeIsNoArea) {
  const cv::Mat original(360, 640, CV_8UC3, cv::Scalar::all(100));
  cv::Mat covered = original.clone();
  cv::rectangle(covered, {100, 100}, {112, 110}, {114, 114, 114}, cv::FILLED);
  EXPECT_TRUE(ChangedMask(original, covered).areas().empty());
}

TEST(ChangedMask, OutsideThePictureCountsAsCovered) {
  const cv::Mat original = textured({640, 360});
  EXPECT_EQ(ChangedMask(original, original).share({{-200, 50}, 20, 20, 0}), 1);
}

TEST(ChangedMask, TinyFaceIsJudgedByItsCell) {
  const cv::Mat original = textured({3840, 2160});
  const ChangedMask mask(original, original);
  EXPECT_EQ(mask.share({{100, 100}, 2, 2, 0}), 0);
}

}  // namespace
}  // namespace securepose::deidentification
