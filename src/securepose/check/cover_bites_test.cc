#include "securepose/check/cover_bites.h"

#include <gtest/gtest.h>

#include <functional>
#include <opencv2/imgproc.hpp>

namespace securepose::check {
namespace {

constexpr int kWidth_px = 640;
constexpr int kHeight_px = 360;

/// One frame: the original, and what is painted over it.
struct Scene {
  cv::Mat original;
  cv::Mat finished;
};

/// A room with a pattern, so that what moves can be followed.
cv::Mat room() {
  static const cv::Mat picture = [] {
    cv::Mat noise(kHeight_px / 8, kWidth_px / 8, CV_8UC3);
    cv::RNG random(7);
    random.fill(noise, cv::RNG::UNIFORM, 30, 120);
    cv::Mat large;
    cv::resize(noise, large, {kWidth_px, kHeight_px}, 0, 0, cv::INTER_CUBIC);
    return large;
  }();
  return picture.clone();
}

/// A head with eyes and mouth.
void draw_head(cv::Mat& picture, cv::Point at, int radius_px) {
  cv::circle(picture, at, radius_px, {190, 150, 130}, cv::FILLED);
  const int unit_px = radius_px / 4;
  for (const int side : {-1, 1})
    cv::circle(picture, at + cv::Point(side * 2 * unit_px, -unit_px), unit_px, {40, 30, 30},
               cv::FILLED);
  cv::line(picture, at + cv::Point(-unit_px, 2 * unit_px), at + cv::Point(unit_px, 2 * unit_px),
           {120, 40, 40}, unit_px);
}

void cover(cv::Mat& picture, cv::Point at, int radius_px) {
  cv::circle(picture, at, radius_px, {20, 200, 220}, cv::FILLED);
}

/// Shows the original again in this ellipse.
void open(Scene& scene, cv::Point at, cv::Size radii_px) {
  cv::Mat which(scene.original.size(), CV_8U, cv::Scalar(0));
  cv::ellipse(which, at, radii_px, 0, 0, 360, cv::Scalar(255), cv::FILLED);
  scene.original.copyTo(scene.finished, which);
}

std::vector<CoverGap> bites_of(int frames, const std::function<Scene(int)>& scene, double fps = 30,
                               bool backwards = false) {
  CoverBites bites;
  for (int i = 0; i < frames; ++i) {
    const Scene now = scene(backwards ? frames - 1 - i : i);
    bites.add(i, base::Timestamp::from_seconds(i / fps), now.original,
              pairing::ChangedMask(now.original, now.finished));
  }
  return bites.bites();
}

/// Three heads whose covers have grown together; a part of the middle one's is open in some frames.
Scene joined(bool is_open) {
  Scene scene{room(), {}};
  for (const int x : {200, 260, 320}) draw_head(scene.original, {x, 150}, 25);
  scene.finished = scene.original.clone();
  for (const int x : {200, 260, 320}) cover(scene.finished, {x, 150}, 40);
  if (is_open) open(scene, {255, 145}, {12, 16});
  return scene;
}

class BiteLength : public testing::TestWithParam<int> {};

TEST_P(BiteLength, OutOfJoinedCoversIsFoundWhereItIs) {
  const int length = GetParam();
  const auto scene = [=](int i) { return joined(i >= 20 && i < 20 + length); };
  const auto bites = bites_of(50, scene);
  ASSERT_EQ(bites.size(), 1u);
  EXPECT_EQ(bites[0].first_frame, 20);
  EXPECT_EQ(bites[0].last_frame, 19 + length);
  ASSERT_EQ(bites[0].places_px.size(), static_cast<std::size_t>(length));
  for (const geometry::Box& place : bites[0].places_px) {
    EXPECT_LT(distance_px(place.center(), {255, 145}), 4);
    EXPECT_GT(place.width_px(), 16);
    EXPECT_LT(place.width_px(), 40);
  }
  const auto mirrored = bites_of(50, scene, 30, true);
  ASSERT_EQ(mirrored.size(), 1u);
  EXPECT_EQ(mirrored[0].first_frame, 50 - 20 - length);
  EXPECT_EQ(mirrored[0].last_frame, 49 - 20);
}

INSTANTIATE_TEST_SUITE_P(Moments, BiteLength, testing::Values(1, 2, 3, 6));

TEST(CoverBites, AtTheEdgeOfThePictureToo) {
  const auto bites = bites_of(30, [](int i) {
    Scene scene{room(), {}};
    draw_head(scene.original, {0, 180}, 130);
    scene.finished = scene.original.clone();
    cover(scene.finished, {20, 180}, 170);
    cover(scene.finished, {220, 200}, 80);
    if (i == 12) open(scene, {0, 180}, {90, 100});
    return scene;
  });
  ASSERT_EQ(bites.size(), 1u);
  EXPECT_EQ(bites[0].first_frame, 12);
  EXPECT_EQ(bites[0].last_frame, 12);
}

TEST(CoverBites, OfSomebodyWhoMovesFastIsFoundWithTheHead) {
  // At ten frames a second, a quarter of a head a frame.
  const auto at = [](int i) { return cv::Point(60 + 12 * i, 150); };
  const auto bites = bites_of(
      20,
      [&](int i) {
        Scene scene{room(), {}};
        draw_head(scene.original, at(i), 22);
        draw_head(scene.original, at(i) + cv::Point(50, 10), 22);
        scene.finished = scene.original.clone();
        cover(scene.finished, at(i), 30);
        cover(scene.finished, at(i) + cv::Point(50, 10), 30);
        if (i == 9 || i == 10) open(scene, at(i), {22, 22});
        return scene;
      },
      10);
  ASSERT_GE(bites.size(), 1u);
  EXPECT_EQ(bites[0].first_frame, 9);
  EXPECT_EQ(bites[0].last_frame, 10);
  EXPECT_LT(distance_px(bites[0].places_px[0].center(), {60 + 12 * 9, 150}), 15);
}

TEST(CoverBites, TwoWhoPassEachOtherUncoverNothing) {
  for (const double fps : {30.0, 10.0}) {
    const int step_px = fps > 20 ? 6 : 20;
    const auto bites = bites_of(
        24,
        [&](int i) {
          Scene scene{room(), {}};
          const cv::Point one(80 + step_px * i, 150);
          const cv::Point other(80 + 24 * step_px - step_px * i, 158);
          for (const cv::Point at : {one, other}) draw_head(scene.original, at, 22);
          scene.finished = scene.original.clone();
          for (const cv::Point at : {one, other}) cover(scene.finished, at, 30);
          return scene;
        },
        fps);
    EXPECT_TRUE(bites.empty()) << fps;
  }
}

TEST(CoverBites, WhatEndsForGoodOrWasThereForAFrameOnlyIsNone) {
  EXPECT_TRUE(bites_of(30, [](int i) { return joined(i >= 12); }).empty());
  EXPECT_TRUE(bites_of(30, [](int i) {
                Scene scene{room(), {}};
                draw_head(scene.original, {300, 150}, 25);
                scene.finished = scene.original.clone();
                if (i == 10 || i == 12) cover(scene.finished, {300, 150}, 30);
                return scene;
              }).empty());
}

TEST(CoverBites, ASmallOneIsFound) {
  // Six by nine cells, as a face of 22 by 34 px in a picture of 1920.
  const auto bites = bites_of(30, [](int i) {
    Scene scene = joined(false);
    if (i == 12) open(scene, {255, 145}, {6, 4});
    return scene;
  });
  ASSERT_EQ(bites.size(), 1u);
  EXPECT_EQ(bites[0].first_frame, 12);
  EXPECT_LT(distance_px(bites[0].places_px[0].center(), {255, 145}), 4);
}

TEST(CoverBites, WhereNothingCanBeFollowedWhatStaysInPlaceIsFound) {
  // The picture is another one in each frame, and the cover is there for a moment only.
  const auto bites = bites_of(30, [](int i) {
    Scene scene{cv::Mat(kHeight_px, kWidth_px, CV_8UC3), {}};
    cv::RNG random(100 + static_cast<std::uint64_t>(i));
    cv::Mat noise(kHeight_px / 6, kWidth_px / 6, CV_8UC3);
    random.fill(noise, cv::RNG::UNIFORM, 0, 120);
    cv::resize(noise, scene.original, scene.original.size(), 0, 0, cv::INTER_CUBIC);
    scene.finished = scene.original.clone();
    if (i >= 11 && i <= 13) cover(scene.finished, {255, 150}, 40);
    cover(scene.finished, {200, 150}, 40);
    cover(scene.finished, {310, 150}, 40);
    if (i == 12) open(scene, {255, 148}, {22, 22});
    return scene;
  });
  ASSERT_EQ(bites.size(), 1u);
  EXPECT_EQ(bites[0].first_frame, 12);
  EXPECT_LT(distance_px(bites[0].places_px[0].center(), {255, 148}), 4);
}

TEST(CoverBites, WhatAFillHappensToResembleIsNotOpen) {
  // What is hidden differs from its cover by little, as under a blur, and for a moment by less than
  // what encoding does, but not by nothing.
  const auto scene = [](int i, int left) {
    Scene scene{cv::Mat(kHeight_px, kWidth_px, CV_8UC3, cv::Scalar(100, 100, 100)), {}};
    scene.finished = scene.original.clone();
    const int shown = i == 12 ? left : 14;
    cv::circle(scene.finished, {255, 150}, 60, cv::Scalar::all(150), cv::FILLED);
    cv::circle(scene.finished, {255, 150}, 24, cv::Scalar::all(100 + shown), cv::FILLED);
    cv::Mat noise(scene.finished.size(), CV_16SC3);
    cv::RNG random(1 + static_cast<std::uint64_t>(i));
    random.fill(noise, cv::RNG::NORMAL, 0, 2);
    cv::add(scene.finished, noise, scene.finished, cv::noArray(), CV_8U);
    return scene;
  };
  EXPECT_TRUE(bites_of(30, [&](int i) { return scene(i, 6); }).empty());
  EXPECT_EQ(bites_of(30, [&](int i) { return scene(i, 0); }).size(), 1u);
}

TEST(CoverBites, NothingAcrossACut) {
  CoverBites bites;
  for (int i = 0; i < 30; ++i) {
    if (i == 15) bites.cut();
    const Scene now = joined(i == 15);
    bites.add(i, base::Timestamp::from_seconds(i / 30.0), now.original,
              pairing::ChangedMask(now.original, now.finished));
  }
  EXPECT_TRUE(bites.bites().empty());
}

}  // namespace
}  // namespace securepose::check
