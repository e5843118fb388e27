#include "securepose/perception/appearance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "securepose/testing/head_scene.h"

namespace securepose::perception {
namespace {

using geometry::Point;

pose::PoseLandmarks person_at(Point head) {
  securepose::testing::HeadScene scene(640, 480, 30, 1);
  scene.add_person([head](double) { return head; }, 40,
                   [](base::FrameIndex) { return securepose::testing::Seen{}; });
  return *scene.clip.frames[0].people[0].landmarks;
}

/// Bhattacharyya's coefficient of the trunk's part.
double embedding(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size() / 2; ++i) {
    sum += std::sqrt(static_cast<double>(a[i]) * b[i]);
  }
  return sum;
}

TEST(ClothingColours, TellRedFromBlueShirts) {
  cv::Mat rgb(480, 640, CV_8UC3, cv::Scalar(90, 90, 90));
  rgb.colRange(0, 320).setTo(cv::Scalar(200, 30, 30));
  rgb.colRange(320, 640).setTo(cv::Scalar(30, 30, 200));
  const auto red = clothing_colours(rgb, person_at({120, 80}));
  const auto also_red = clothing_colours(rgb, person_at({200, 100}));
  const auto blue = clothing_colours(rgb, person_at({480, 80}));
  EXPECT_GT(embedding(red, also_red), 0.99);
  EXPECT_LT(embedding(red, blue), 0.01);
}

TEST(ClothingColours, EachPartSumsToOne) {
  const cv::Mat rgb(480, 640, CV_8UC3, cv::Scalar(10, 200, 30));
  const auto colours = clothing_colours(rgb, person_at({200, 100}));
  EXPECT_NEAR(std::accumulate(colours.begin(), colours.end(), 0.0), 2, 1e-4);
}

TEST(ClothingColours, OutsideThePictureIsEmpty) {
  const cv::Mat rgb(480, 640, CV_8UC3, cv::Scalar(10, 200, 30));
  EXPECT_TRUE(clothing_colours(rgb, person_at({2000, 100})).empty());
}

TEST(MeanColour, OfTheVisiblePartOnly) {
  cv::Mat rgb(100, 100, CV_8UC3, cv::Scalar(10, 20, 30));
  cv::ellipse(rgb, {0, 50}, {30, 30}, 0, 0, 360, {200, 100, 50}, cv::FILLED);
  const auto colour = mean_colour(rgb, {{0, 50}, 25, 25, 0});
  ASSERT_TRUE(colour.has_value());
  EXPECT_NEAR((*colour)[0], 200, 1);
  EXPECT_NEAR((*colour)[2], 50, 1);
  EXPECT_FALSE(mean_colour(rgb, {{-90, 50}, 25, 25, 0}).has_value());
}

}  // namespace
}  // namespace securepose::perception
