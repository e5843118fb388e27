#include "securepose/validation/coverage.h"

#include <gtest/gtest.h>

#include <numbers>

namespace securepose::validation {
namespace {

using geometry::Box;
using geometry::Ellipse;

// One frame of 100 x 100 with one face of 20 x 20 at its centre.
ClipPair one_face(FaceKind kind, std::vector<CoveredShape> shapes) {
  ClipPair pair;
  pair.covered.size = {100, 100};
  pair.covered.frames = {std::move(shapes)};
  pair.drawn.frames[0] = {{Box{40, 40, 60, 60}, kind, "A"}};
  return pair;
}

FrameScore score_of(const ClipPair& pair) { return score_clip(pair).frames.at(0); }

TEST(Coverage, TheFaceIsTheEllipseInItsBox) {
  const FrameScore score = score_of(one_face(FaceKind::kClear, {Ellipse{{50, 50}, 10, 10, 0}}));
  ASSERT_EQ(score.faces.size(), 1u);
  EXPECT_EQ(score.faces[0].covered_share, 1);
  EXPECT_TRUE(score.faces[0].covered());
  EXPECT_EQ(score.outside_share, 0);
  // The ellipse has pi/4 of the box.
  EXPECT_NEAR(score.iou.value(), std::numbers::pi / 4, 0.02);
}

TEST(Coverage, HalfAFaceIsALeakButNotMissed) {
  const FrameScore score = score_of(one_face(FaceKind::kClear, {Box{0, 0, 50, 100}}));
  EXPECT_DOUBLE_EQ(score.faces[0].covered_share, 0.5);
  EXPECT_FALSE(score.faces[0].covered());
  EXPECT_FALSE(score.faces[0].missed());
}

TEST(Coverage, NothingCoveredIsMissed) {
  const FrameScore score = score_of(one_face(FaceKind::kProfile, {}));
  EXPECT_EQ(score.faces[0].covered_share, 0);
  EXPECT_TRUE(score.faces[0].missed());
  EXPECT_EQ(score.iou, 0);
}

TEST(Coverage, OutsideBeginsBeyondTheGrownBox) {
  // The grown box is 34..66. A cover of the left half has 50 x 100 pixels, 16 x 32 of them inside.
  const FrameScore score = score_of(one_face(FaceKind::kClear, {Box{0, 0, 50, 100}}));
  EXPECT_DOUBLE_EQ(score.outside_share, (50.0 * 100 - 16 * 32) / (100 * 100));
  EXPECT_EQ(score_of(one_face(FaceKind::kClear, {Box{34, 34, 66, 66}})).outside_share, 0);
}

TEST(Coverage, OtherKindsAreNeitherLeaksNorOutside) {
  for (const FaceKind kind :
       {FaceKind::kBack, FaceKind::kUnsure, FaceKind::kPrinted, FaceKind::kMasked}) {
    const FrameScore score = score_of(one_face(kind, {Box{34, 34, 66, 66}}));
    EXPECT_TRUE(score.faces.empty());
    EXPECT_EQ(score.outside_share, 0);
    EXPECT_FALSE(score.iou);
  }
}

TEST(Coverage, TurnedEllipsesTurnClockwise) {
  // A long, thin ellipse from upper left to lower right passes 45 degrees.
  ClipPair pair = one_face(FaceKind::kClear, {Ellipse{{50, 50}, 40, 12, 45}});
  pair.drawn.frames[0] = {{Box{65, 65, 75, 75}, FaceKind::kClear, "A"},
                          {Box{25, 65, 35, 75}, FaceKind::kClear, "B"}};
  const FrameScore score = score_of(pair);
  EXPECT_TRUE(score.faces[0].covered());
  EXPECT_TRUE(score.faces[1].missed());
}

TEST(Coverage, AFaceOfAPixelCountsAsItsBox) {
  ClipPair pair = one_face(FaceKind::kTiny, {Box{10, 10, 12, 12}});
  pair.drawn.frames[0] = {{Box{10.4, 10.4, 10.7, 10.7}, FaceKind::kTiny, "A"}};
  EXPECT_EQ(score_of(pair).faces.at(0).covered_share, 1);
}

TEST(Coverage, AFaceAcrossTheEdgeCountsWhereItIsSeen) {
  ClipPair pair = one_face(FaceKind::kClear, {Box{0, 0, 20, 100}});
  pair.drawn.frames[0] = {{Box{-20, 40, 20, 80}, FaceKind::kClear, "A"},
                          {Box{-20, -20, -5, -5}, FaceKind::kClear, "B"}};
  const FrameScore score = score_of(pair);
  ASSERT_EQ(score.faces.size(), 1u);
  EXPECT_EQ(score.faces[0].covered_share, 1);
}

TEST(Coverage, DoubtfulMomentsAreJudgedByTheirFrames) {
  ClipPair pair;
  pair.covered.size = {100, 100};
  pair.covered.frames.resize(30);
  pair.covered.doubtful = {{0, 5}, {18, 25}, {26, 29}};
  pair.covered.frames[4] = {Box{0, 0, 100, 100}};
  const std::vector<DrawnFace> face = {{Box{40, 40, 60, 60}, FaceKind::kClear, "A"}};
  pair.drawn.frames = {{4, face}, {10, face}, {20, face}};
  const ClipScore score = score_clip(pair);
  EXPECT_TRUE(score.frames[0].doubtful);
  EXPECT_FALSE(score.frames[1].faces[0].doubtful);
  EXPECT_EQ(score.doubtful_moments, 2);  // nobody looked at the third
  EXPECT_EQ(score.doubtful_moments_with_leak, 1);
}

}  // namespace
}  // namespace securepose::validation
