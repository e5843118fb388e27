#include "securepose/pairing/changed_mask.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace securepose::pairing {
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

/// A head whose skin is shaded softly around the colour of the wall behind it, with dark hair
/// around.
cv::Mat softly_shaded_head() {
  cv::Mat picture(360, 640, CV_8UC3, cv::Scalar(110, 90, 80));
  cv::ellipse(picture, {300, 170}, {44, 56}, 0, 0, 360, {40, 35, 35}, cv::FILLED);
  for (int y = 130; y < 220; ++y) {
    for (int x = 270; x < 330; ++x) {
      const double shade = 5 * std::sin(x * 0.3) + 4 * std::cos(y * 0.25);
      picture.at<cv::Vec3b>(y, x) = {cv::saturate_cast<std::uint8_t>(100 + shade),
                                     cv::saturate_cast<std::uint8_t>(80 + shade),
                                     cv::saturate_cast<std::uint8_t>(72 + shade)};
    }
  }
  return picture;
}

TEST(ChangedMask, AFillLikeTheSkinShowsByTheShadingThatIsGone) {
  const cv::Mat original = softly_shaded_head();
  cv::Mat covered = noise(1, 1, original);
  cv::ellipse(covered, {300, 170}, {50, 62}, 0, 0, 360, {100, 80, 72}, cv::FILLED);
  EXPECT_GT(ChangedMask(original, covered).share({{300, 175}, 30, 40, 0}), 0.9);
}

TEST(ChangedMask, AFaceInHazeBeforeAFillOfItsOwnColourIsCovered) {
  // Nothing differs by more than 12, neither hair nor a border.
  cv::Mat original(360, 640, CV_8UC3, cv::Scalar(100, 80, 72));
  for (int y = 130; y < 220; ++y) {
    for (int x = 265; x < 335; ++x) {
      const double shade = 6 * std::sin(x * 0.3) + 6 * std::cos(y * 0.25);
      original.at<cv::Vec3b>(y, x) = {cv::saturate_cast<std::uint8_t>(100 + shade),
                                      cv::saturate_cast<std::uint8_t>(80 + shade),
                                      cv::saturate_cast<std::uint8_t>(72 + shade)};
    }
  }
  cv::Mat covered = original.clone();
  cv::ellipse(covered, {300, 175}, {50, 62}, 0, 0, 360, {100, 80, 72}, cv::FILLED);
  EXPECT_GT(ChangedMask(original, covered).share({{300, 175}, 28, 38, 0}), 0.9);
  EXPECT_TRUE(ChangedMask(original, noise(1, 1, original)).areas().empty());
}

TEST(ChangedMask, AnOpenFaceWithinTheRingOfACoverIsOpen) {
  const cv::Mat original = softly_shaded_head();
  cv::Mat covered = noise(1, 1, original);
  cv::ellipse(covered, {300, 170}, {50, 62}, 0, 0, 360, {100, 80, 72}, cv::FILLED);
  const cv::Rect face(275, 135, 50, 80);
  noise(2, 1, original)(face).copyTo(covered(face));
  EXPECT_LT(ChangedMask(original, covered).share({{300, 175}, 20, 32, 0}), 0.1);
}

TEST(ChangedMask, ACoverOfOneColourShowsNothingAndAMirroredOneShowsAll) {
  const cv::Mat original = textured({1280, 720});
  cv::Mat covered = noise(1, 2, original);
  cv::ellipse(covered, {400, 300}, {60, 80}, 0, 0, 360, {200, 160, 140}, cv::FILLED);
  const cv::Rect place(800, 200, 160, 200);
  cv::Mat mirrored;
  cv::flip(original(place), mirrored, 1);
  mirrored.copyTo(covered(place));
  const ChangedMask mask(original, covered);
  EXPECT_LT(mask.legible_share({340, 220, 460, 380}), 0.2);
  EXPECT_GT(mask.legible_share({800, 200, 960, 400}), 0.6);
  EXPECT_DOUBLE_EQ(mask.legible_share({1100, 500, 1200, 600}), 0);
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
}  // namespace securepose::pairing
