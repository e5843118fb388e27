#include "securepose/detection/ssd_anchors.h"

#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <limits>

namespace securepose::detection {
namespace {

using geometry::Box;
using geometry::Point;

TEST(AnchorCenters, BlazePosesDetectorHas2254) {
  constexpr std::array<AnchorLayer, 3> kLayers{{{.cells = 28, .boxes_per_cell = 2},
                                                {.cells = 14, .boxes_per_cell = 2},
                                                {.cells = 7, .boxes_per_cell = 6}}};
  const auto anchors = anchor_centers(kLayers);
  ASSERT_EQ(anchors.size(), 2254);
  EXPECT_EQ(anchors[0], (Point{0.5 / 28, 0.5 / 28}));
  EXPECT_EQ(anchors[1], anchors[0]);
  EXPECT_EQ(anchors[2], (Point{1.5 / 28, 0.5 / 28}));
  EXPECT_EQ(anchors[56], (Point{0.5 / 28, 1.5 / 28}));
  EXPECT_EQ(anchors[28 * 28 * 2], (Point{0.5 / 14, 0.5 / 14}));
  EXPECT_EQ(anchors.back(), (Point{6.5 / 7, 6.5 / 7}));
  EXPECT_EQ(anchors[2254 - 6], anchors.back());
  EXPECT_NE(anchors[2254 - 7], anchors.back());
}

TEST(AnchorCenters, BlazeFaceFullRangeHas2304) {
  constexpr std::array<AnchorLayer, 1> kLayers{{{.cells = 48, .boxes_per_cell = 1}}};
  const auto anchors = anchor_centers(kLayers);
  ASSERT_EQ(anchors.size(), 2304);
  EXPECT_EQ(anchors.front(), (Point{0.5 / 48, 0.5 / 48}));
  EXPECT_EQ(anchors.back(), (Point{47.5 / 48, 47.5 / 48}));
}

constexpr AnchorDecoding kDecoding{.input_side_px = 100, .points = 1, .min_score = 0.5};

TEST(DecodeAnchors, NumbersAreRelativeToTheAnchor) {
  const std::array<Point, 2> anchors{{{0.25, 0.75}, {0.5, 0.5}}};
  const std::array<float, 12> rows{10, -20, 30, 40, 1, 2, 0, 0, 0, 0, 0, 0};
  const std::array<float, 2> logits{2, -2};
  const auto found = decode_anchors(rows, logits, anchors, kDecoding);
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found[0].box_px, (Box{20, 35, 50, 75}));
  EXPECT_EQ(found[0].points[0], (Point{26, 77}));
  EXPECT_NEAR(found[0].score, 1 / (1 + std::exp(-2)), 1e-9);
}

TEST(DecodeAnchors, ExtremeLogitsAreCutOff) {
  const std::array<Point, 2> anchors{{{0.5, 0.5}, {0.5, 0.5}}};
  const std::array<float, 12> rows{};
  const std::array<float, 2> logits{1e30F, -1e30F};
  const auto found = decode_anchors(rows, logits, anchors, kDecoding);
  ASSERT_EQ(found.size(), 1);
  EXPECT_DOUBLE_EQ(found[0].score, 1 / (1 + std::exp(-100)));
}

TEST(DecodeAnchors, NumbersThatAreNotFiniteAreLeftOut) {
  const std::array<Point, 3> anchors{};
  std::array<float, 18> rows{};
  rows[2] = std::numeric_limits<float>::infinity();
  rows[6 + 5] = std::numeric_limits<float>::quiet_NaN();
  const std::array<float, 3> logits{5, 5, std::numeric_limits<float>::quiet_NaN()};
  EXPECT_TRUE(decode_anchors(rows, logits, anchors, kDecoding).empty());
}

TEST(WeightedSuppression, OverlappingOnesAreAveragedByScore) {
  const auto joined =
      weighted_suppression({{.box_px = {2, 0, 12, 10}, .points = {{4, 4}}, .score = 0.25},
                            {.box_px = {0, 0, 10, 10}, .points = {{0, 0}}, .score = 0.75},
                            {.box_px = {50, 50, 60, 60}, .points = {{55, 55}}, .score = 0.5}},
                           0.3);
  ASSERT_EQ(joined.size(), 2);
  EXPECT_EQ(joined[0].box_px, (Box{0.5, 0, 10.5, 10}));
  EXPECT_EQ(joined[0].points[0], (Point{1, 1}));
  EXPECT_DOUBLE_EQ(joined[0].score, 0.75);
  EXPECT_EQ(joined[1].box_px, (Box{50, 50, 60, 60}));
}

TEST(WeightedSuppression, EmptyBoxesAndEmptyInputEnd) {
  EXPECT_TRUE(weighted_suppression({}, 0.3).empty());
  const AnchorDetection flat{.box_px = {5, 5, 5, 5}, .points = {{5, 5}}, .score = 0.9};
  EXPECT_EQ(weighted_suppression({flat, flat}, 0.3).size(), 2);
}

}  // namespace
}  // namespace securepose::detection
