#include "securepose/check/hard_cuts.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace securepose::check {
namespace {

cv::Mat room(int step) {
  cv::Mat picture(180, 320, CV_8UC3, cv::Scalar(40, 60, 80));
  cv::rectangle(picture, {20 + 3 * step, 40, 50, 120}, {200, 180, 160}, cv::FILLED);
  return picture;
}

/// Flowers all over.
cv::Mat garden() {
  cv::Mat picture(180, 320, CV_8UC3, cv::Scalar(90, 200, 70));
  cv::RNG random(5);
  for (int i = 0; i < 60; ++i) {
    const cv::Point center(random.uniform(0, 320), random.uniform(0, 180));
    const cv::Scalar colour(random.uniform(0, 255), random.uniform(0, 255), random.uniform(0, 255));
    cv::circle(picture, center, random.uniform(8, 30), colour, cv::FILLED, cv::LINE_AA);
  }
  return picture;
}

std::vector<base::FrameIndex> cuts_of(const std::vector<cv::Mat>& pictures) {
  detection::SceneChangeMeter meter;
  std::vector<std::optional<detection::SceneChange>> changes;
  for (const cv::Mat& picture : pictures) changes.push_back(meter.measure(picture));
  return hard_cuts(changes);
}

TEST(HardCuts, SomebodyWhoMovesIsNoCutAnotherPlaceIs) {
  std::vector<cv::Mat> pictures;
  for (int i = 0; i < 20; ++i) pictures.push_back(room(i));
  for (int i = 0; i < 16; ++i) pictures.push_back(garden());
  cv::Mat mirrored;
  cv::flip(garden(), mirrored, 1);
  pictures.push_back(mirrored);
  EXPECT_EQ(cuts_of(pictures), (std::vector<base::FrameIndex>{20, 36}));
}

TEST(HardCuts, ThatAreFollowedByMuchMovementAreThoseOfTheClipPlayedBackwards) {
  // Before the cut nothing moves, after it everything does: the past alone sees another jump than
  // the future alone.
  std::vector<cv::Mat> pictures;
  for (int i = 0; i < 16; ++i) pictures.push_back(room(0));
  cv::RNG random(3);
  for (int i = 0; i < 16; ++i) {
    cv::Mat shaken(180, 320, CV_8UC3, cv::Scalar(90, 200, 70));
    random.fill(shaken, cv::RNG::UNIFORM, 0, 255);
    cv::GaussianBlur(shaken, shaken, {0, 0}, 6);
    pictures.push_back(shaken);
  }
  std::vector<base::FrameIndex> mirrored;
  for (const base::FrameIndex cut : cuts_of(pictures)) mirrored.insert(mirrored.begin(), 32 - cut);
  EXPECT_EQ(cuts_of({pictures.rbegin(), pictures.rend()}), mirrored);
}

}  // namespace
}  // namespace securepose::check
