#include "securepose/covering/painter.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <opencv2/imgproc.hpp>

namespace securepose::covering {
namespace {

cv::Mat checkerboard() {
  cv::Mat rgb(120, 160, CV_8UC3);
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      rgb.at<cv::Vec3b>(y, x) = (x + y) % 2 ? cv::Vec3b{250, 240, 230} : cv::Vec3b{5, 10, 20};
    }
  }
  return rgb;
}

FrameRegions one_region(const geometry::Ellipse& ellipse) {
  FrameRegions regions;
  regions.regions.push_back({base::PersonId{1}, ellipse, {"face"}, 1.0});
  return regions;
}

const geometry::Ellipse kHead{{80, 60}, 30, 40, 20};

TEST(Painter, SolidCoversEveryPixelOfTheEllipseAndNothingBeyond) {
  cv::Mat rgb = checkerboard();
  const cv::Mat before = rgb.clone();
  Painter({FillKind::kSolid, {255, 0, 255}}, {}).paint(one_region(kHead), rgb);
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      const cv::Vec3b pixel = rgb.at<cv::Vec3b>(y, x);
      if (kHead.contains({x + 0.5, y + 0.5})) {
        ASSERT_EQ(pixel, (cv::Vec3b{255, 0, 255})) << x << "," << y;
      } else if (!kHead.scaled(1.05).contains({x + 0.5, y + 0.5})) {
        ASSERT_EQ(pixel, before.at<cv::Vec3b>(y, x)) << x << "," << y;
      }
    }
  }
}

TEST(Painter, DrawnBoxIsCoveredExactly) {
  const geometry::Box box{40, 30, 100, 70};
  FrameRegions regions = one_region(geometry::inscribed(box).scaled(1.4143));
  regions.regions[0].box_px = box;
  for (const FillKind kind : {FillKind::kSolid, FillKind::kPixelate, FillKind::kBlur}) {
    cv::Mat rgb = checkerboard();
    const cv::Mat before = rgb.clone();
    Painter({kind, {255, 0, 255}}, {}).paint(regions, rgb);
    for (int y = 0; y < rgb.rows; ++y) {
      for (int x = 0; x < rgb.cols; ++x) {
        const bool changed = rgb.at<cv::Vec3b>(y, x) != before.at<cv::Vec3b>(y, x);
        ASSERT_EQ(changed, box.contains({x + 0.5, y + 0.5})) << x << "," << y;
      }
    }
  }
}

TEST(Painter, SoftIsOneColourInsideAndFadesOutwardOnly) {
  cv::Mat rgb = checkerboard();
  const cv::Mat before = rgb.clone();
  Painter({FillKind::kSoft, {}}, {{base::PersonId{1}, {180, 140, 120}}})
      .paint(one_region(kHead), rgb);
  int faded = 0;
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      const cv::Vec3b pixel = rgb.at<cv::Vec3b>(y, x);
      if (kHead.contains({x + 0.5, y + 0.5})) {
        ASSERT_EQ(pixel, (cv::Vec3b{180, 140, 120})) << x << "," << y;
      } else if (pixel != before.at<cv::Vec3b>(y, x)) {
        ++faded;
        ASSERT_TRUE(kHead.scaled(1.3).contains({x + 0.5, y + 0.5})) << x << "," << y;
      }
    }
  }
  EXPECT_GT(faded, 200);
}

TEST(Painter, SoftWithoutATrackColourIsGrey) {
  cv::Mat rgb = checkerboard();
  FrameRegions regions = one_region(kHead);
  regions.regions[0].person.reset();
  Painter({FillKind::kSoft, {}}, {}).paint(regions, rgb);
  EXPECT_EQ(rgb.at<cv::Vec3b>(60, 80), (cv::Vec3b{128, 128, 128}));
}

TEST(Painter, SoftIsNeitherBlackNorWhite) {
  const auto painted = [](std::array<std::uint8_t, 3> mean) {
    cv::Mat rgb = checkerboard();
    Painter({FillKind::kSoft}, {{base::PersonId{1}, mean}}).paint(one_region(kHead), rgb);
    return rgb.at<cv::Vec3b>(60, 80);
  };
  EXPECT_EQ(painted({12, 12, 12}), (cv::Vec3b{72, 72, 72})) << "black hair";
  EXPECT_EQ(painted({240, 240, 240}), (cv::Vec3b{190, 190, 190})) << "a white cap";
  EXPECT_EQ(painted({180, 130, 110}), (cv::Vec3b{180, 130, 110}));
}

TEST(Painter, WhatLiesOnAPersonsRegionTakesThatPersonsColour) {
  FrameRegions regions = one_region(kHead);
  geometry::Ellipse ear = kHead.scaled(0.5);
  ear.center.x_px += 25;
  regions.regions.push_back({std::nullopt, ear, {"face"}, 0.2});
  geometry::Ellipse elsewhere = kHead.scaled(0.3);
  elsewhere.center = {140, 100};
  regions.regions.push_back({std::nullopt, elsewhere, {"face"}, 0.2});
  cv::Mat rgb = checkerboard();
  Painter({FillKind::kSoft}, {{base::PersonId{1}, {200, 100, 50}}}).paint(regions, rgb);
  EXPECT_EQ(rgb.at<cv::Vec3b>(60, 117), (cv::Vec3b{200, 100, 50})) << "beyond the head";
  EXPECT_EQ(rgb.at<cv::Vec3b>(100, 140), (cv::Vec3b{128, 128, 128}));
  regions.regions[1].evidence = {"check"};
  Painter({FillKind::kSoft}, {{base::PersonId{1}, {200, 100, 50}}}).paint(regions, rgb);
  EXPECT_EQ(rgb.at<cv::Vec3b>(60, 117), (cv::Vec3b{128, 128, 128})) << "asked for by the check";
}

TEST(Painter, RegionBeyondTheEdgeCoversItsVisiblePart) {
  cv::Mat rgb = checkerboard();
  Painter({FillKind::kSolid, {1, 2, 3}}, {}).paint(one_region({{-5, 118}, 20, 20, 0}), rgb);
  EXPECT_EQ(rgb.at<cv::Vec3b>(119, 0), (cv::Vec3b{1, 2, 3}));
  EXPECT_EQ(rgb.at<cv::Vec3b>(100, 30), checkerboard().at<cv::Vec3b>(100, 30));
}

TEST(Painter, RegionWhollyOutsideChangesNothing) {
  cv::Mat rgb = checkerboard();
  for (const FillKind kind :
       {FillKind::kSoft, FillKind::kSolid, FillKind::kPixelate, FillKind::kBlur}) {
    Painter({kind, {}}, {}).paint(one_region({{900, -300}, 20, 20, 0}), rgb);
  }
  EXPECT_EQ(cv::norm(rgb, checkerboard(), cv::NORM_INF), 0);
}

TEST(Painter, UnreadableFrameIsCoveredWhole) {
  cv::Mat rgb = checkerboard();
  FrameRegions regions;
  regions.cover_everything = true;
  Painter({FillKind::kSolid, {9, 8, 7}}, {}).paint(regions, rgb);
  EXPECT_EQ(rgb.at<cv::Vec3b>(0, 0), (cv::Vec3b{9, 8, 7}));
  EXPECT_EQ(rgb.at<cv::Vec3b>(119, 159), (cv::Vec3b{9, 8, 7}));
}

TEST(Painter, PixelateAndBlurRemoveFineDetail) {
  for (const FillKind kind : {FillKind::kPixelate, FillKind::kBlur}) {
    cv::Mat rgb = checkerboard();
    Painter({kind, {}}, {}).paint(one_region(kHead), rgb);
    const cv::Vec3b a = rgb.at<cv::Vec3b>(60, 80);
    const cv::Vec3b b = rgb.at<cv::Vec3b>(60, 81);
    EXPECT_LT(std::abs(a[0] - b[0]), 16);
  }
}

}  // namespace
}  // namespace securepose::covering
