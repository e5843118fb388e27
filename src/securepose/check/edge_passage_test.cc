#include "securepose/check/edge_passage.h"

#include <gtest/gtest.h>

namespace securepose::check {
namespace {

using geometry::Box;

constexpr double kWidth_px = 640;
constexpr double kHeight_px = 360;

/// A cover of 40 by 50 pixels whose left side lies here, as far as the picture shows it.
Box at_right(double x1_px) { return {x1_px, 100, std::min(x1_px + 40, kWidth_px), 150}; }

TEST(EdgePassage, NoneInsideThePicture) {
  EXPECT_FALSE(
      EdgePassage::of({at_right(400), at_right(420), at_right(440)}, kWidth_px, kHeight_px));
}

TEST(EdgePassage, NoneIfItStands) {
  EXPECT_FALSE(
      EdgePassage::of({at_right(620), at_right(620), at_right(620)}, kWidth_px, kHeight_px));
}

TEST(EdgePassage, NoneOfTooFewFrames) {
  EXPECT_FALSE(EdgePassage::of({at_right(600), at_right(610)}, kWidth_px, kHeight_px));
}

TEST(EdgePassage, NoneIfItComesIn) {
  EXPECT_FALSE(
      EdgePassage::of({at_right(620), at_right(610), at_right(602)}, kWidth_px, kHeight_px));
}

TEST(EdgePassage, TellsHowMuchShowsLater) {
  const auto passage =
      EdgePassage::of({at_right(590), at_right(600), at_right(610)}, kWidth_px, kHeight_px);
  ASSERT_TRUE(passage);
  EXPECT_DOUBLE_EQ(passage->shown_after(0), 0.75);
  EXPECT_DOUBLE_EQ(passage->shown_after(1), 0.5);
  EXPECT_DOUBLE_EQ(passage->shown_after(2), 0.25);
  EXPECT_DOUBLE_EQ(passage->shown_after(9), 0);
  EXPECT_DOUBLE_EQ(passage->shown_by(at_right(630)), 0.25);
}

TEST(EdgePassage, ThePlaceIsThatOfTheWhole) {
  const auto passage =
      EdgePassage::of({at_right(590), at_right(600), at_right(610)}, kWidth_px, kHeight_px);
  ASSERT_TRUE(passage);
  const Box place = passage->place_after(2);
  EXPECT_DOUBLE_EQ(place.x1_px, 630);
  EXPECT_DOUBLE_EQ(place.x2_px, 670);
  EXPECT_DOUBLE_EQ(place.y1_px, 100);
}

TEST(EdgePassage, OverEachEdge) {
  const auto left = EdgePassage::of({{10, 100, 50, 150}, {0, 100, 40, 150}, {0, 100, 30, 150}},
                                    kWidth_px, kHeight_px);
  ASSERT_TRUE(left);
  EXPECT_DOUBLE_EQ(left->place_after(1).x2_px, 20);
  const auto top = EdgePassage::of({{100, 10, 140, 60}, {100, 0, 140, 45}, {100, 0, 140, 30}},
                                   kWidth_px, kHeight_px);
  ASSERT_TRUE(top);
  EXPECT_DOUBLE_EQ(top->place_after(1).y2_px, 15);
  const auto bottom = EdgePassage::of(
      {{100, 310, 140, 360}, {100, 325, 140, 360}, {100, 340, 140, 360}}, kWidth_px, kHeight_px);
  ASSERT_TRUE(bottom);
  EXPECT_DOUBLE_EQ(bottom->place_after(1).y1_px, 355);
}

TEST(EdgePassage, OfACoverThatIsCutOffAllAlongTheHeightTellsTheSize) {
  const Box strip{620, 100, 640, 150};
  const auto passage =
      EdgePassage::of({{610, 100, 640, 150}, {615, 100, 640, 150}, strip}, kWidth_px, kHeight_px);
  ASSERT_TRUE(passage);
  EXPECT_DOUBLE_EQ(passage->shown_after(0), 0.5) << "of a head 50 high and 40 wide";
}

}  // namespace
}  // namespace securepose::check
