#include "securepose/inference/picture_tensor.h"

#include <gmock/gmock.h>

#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace securepose::inference {
namespace {

using geometry::Point;
using geometry::RotatedSquare;
using geometry::Similarity;

/// A soft bright spot on black.
cv::Mat spot(int width, int height, Point center, double radius_px) {
  cv::Mat picture(height, width, CV_8UC3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double d = geometry::distance_px({x + 0.5, y + 0.5}, center) / radius_px;
      picture.at<cv::Vec3b>(y, x) =
          cv::Vec3b::all(cv::saturate_cast<uchar>(250 * std::exp(-d * d)));
    }
  }
  return picture;
}

Point centroid(const cv::Mat& picture) {
  cv::Mat grey;
  cv::extractChannel(picture, grey, 1);
  const cv::Moments moments = cv::moments(grey);
  return {moments.m10 / moments.m00 + 0.5, moments.m01 / moments.m00 + 0.5};
}

TEST(CropSquare, PointsLieWhereTheSimilaritySays) {
  const Point center{301.3, 187.8};
  const cv::Mat picture = spot(640, 480, center, 9);
  for (const double side_px : {60.0, 150.0, 256.0, 300.0}) {
    for (const double angle_deg : {0.0, 33.0, -120.0, 180.0}) {
      const RotatedSquare square{{295, 190}, side_px, angle_deg};
      const Point expected = Similarity::crop_from_image(square, 256)(center);
      const Point found = centroid(crop_square(picture, square, 256));
      EXPECT_NEAR(found.x_px, expected.x_px, 0.15) << side_px << " " << angle_deg;
      EXPECT_NEAR(found.y_px, expected.y_px, 0.15) << side_px << " " << angle_deg;
    }
  }
}

TEST(CropSquare, PointsStayInPlaceWhenThePictureShrinksMuch) {
  const Point center{700.4, 513.2};
  const cv::Mat picture = spot(1921, 1083, center, 60);
  for (const double side_px : {513.0, 777.7, 1900.0}) {
    for (const double angle_deg : {0.0, 20.0}) {
      const RotatedSquare square{{690, 520}, side_px, angle_deg};
      const Point expected = Similarity::crop_from_image(square, 128)(center);
      const Point found = centroid(crop_square(picture, square, 128));
      EXPECT_NEAR(found.x_px, expected.x_px, 0.1) << side_px << " " << angle_deg;
      EXPECT_NEAR(found.y_px, expected.y_px, 0.1) << side_px << " " << angle_deg;
    }
  }
}

TEST(CropSquare, FinePatternsAreAveragedWhenThePictureShrinks) {
  cv::Mat stripes(800, 800, CV_8UC3);
  for (int x = 0; x < 800; ++x) stripes.col(x).setTo(cv::Scalar::all(x % 2 == 0 ? 0 : 200));
  const cv::Mat crop = crop_square(stripes, {{400, 400}, 700, 0}, 100);
  cv::Mat mean;
  cv::Mat deviation;
  cv::meanStdDev(crop, mean, deviation);
  EXPECT_NEAR(mean.at<double>(0), 100, 2);
  EXPECT_LT(deviation.at<double>(0), 8);
}

TEST(CropSquare, OutsideThePictureIsBlack) {
  const cv::Mat white(100, 100, CV_8UC3, cv::Scalar::all(255));
  const cv::Mat half = crop_square(white, {{100, 50}, 100, 0}, 64);
  EXPECT_EQ(half.at<cv::Vec3b>(32, 16), cv::Vec3b::all(255));
  EXPECT_EQ(half.at<cv::Vec3b>(32, 48), cv::Vec3b::all(0));
  const cv::Mat nothing = crop_square(white, {{-1e9, 5e8}, 100, 10}, 64);
  EXPECT_EQ(cv::countNonZero(nothing.reshape(1)), 0);
}

TEST(CropSquare, SquareWithoutSizeGivesBlack) {
  const cv::Mat white(100, 100, CV_8UC3, cv::Scalar::all(255));
  for (const double side_px : {0.0, -5.0, std::nan("")}) {
    const cv::Mat crop = crop_square(white, {{50, 50}, side_px, 0}, 32);
    EXPECT_EQ(crop.size(), cv::Size(32, 32));
    EXPECT_EQ(cv::countNonZero(crop.reshape(1)), 0);
  }
}

TEST(ToTensorNhwc, BytesBecomeTheRange) {
  cv::Mat picture(1, 2, CV_8UC3);
  picture.at<cv::Vec3b>(0, 0) = {0, 255, 51};
  picture.at<cv::Vec3b>(0, 1) = {102, 153, 204};
  std::vector<float> tensor;
  to_tensor_nhwc(picture, -1, 1, tensor);
  EXPECT_THAT(tensor, ::testing::Pointwise(::testing::FloatNear(1e-5F),
                                           {-1.0F, 1.0F, -0.6F, -0.2F, 0.2F, 0.6F}));
}

TEST(ToTensorNchw, ChannelsFollowEachOther) {
  cv::Mat picture(1, 2, CV_8UC3);
  picture.at<cv::Vec3b>(0, 0) = {1, 2, 3};
  picture.at<cv::Vec3b>(0, 1) = {4, 5, 6};
  std::vector<float> tensor;
  to_tensor_nchw(picture, tensor);
  EXPECT_THAT(tensor, ::testing::ElementsAre(1, 4, 2, 5, 3, 6));
}

TEST(ResizePicture, SizeIsExactAndMeanStays) {
  const cv::Mat picture = spot(400, 300, {200, 150}, 80);
  const cv::Mat smaller = resize_picture(picture, {100, 75});
  EXPECT_EQ(smaller.size(), cv::Size(100, 75));
  EXPECT_NEAR(cv::mean(smaller)[0], cv::mean(picture)[0], 0.5);
  EXPECT_EQ(resize_picture(picture, {401, 500}).size(), cv::Size(401, 500));
}

}  // namespace
}  // namespace securepose::inference
