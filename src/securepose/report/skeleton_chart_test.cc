#include "securepose/report/skeleton_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::report {
namespace {

using testing::HasSubstr;
using testing::Not;

SkeletonStrip strip_of(int figures) {
  SkeletonStrip strip;
  strip.bones = {{0, 1, Side::kLeft}, {1, 2, Side::kRight}};
  for (int i = 0; i < figures; ++i) {
    StickFigure figure;
    figure.time = base::Timestamp::from_seconds(i);
    figure.landmarks = {geometry::Point{10, 10}, geometry::Point{10, 60}, geometry::Point{30, 110}};
    strip.figures.push_back(figure);
  }
  return strip;
}

TEST(SkeletonChart, IsEmptyWithoutABody) {
  EXPECT_EQ(skeleton_chart({}), "");
  SkeletonStrip strip = strip_of(1);
  strip.figures[0].landmarks = {std::nullopt, geometry::Point{1, 1}, std::nullopt};
  EXPECT_EQ(skeleton_chart(strip), "");
}

TEST(SkeletonChart, DrawsBonesInTheirSidesAndLeavesOutUnseenOnes) {
  SkeletonStrip strip = strip_of(1);
  strip.figures[0].landmarks[2].reset();
  const std::string svg = skeleton_chart(strip);
  EXPECT_THAT(svg, HasSubstr("bone left"));
  EXPECT_THAT(svg, Not(HasSubstr("bone right")));
}

TEST(SkeletonChart, ShowsAtMostTwelve) {
  const std::string svg = skeleton_chart(strip_of(300));
  std::size_t figures = 0;
  for (std::size_t at = svg.find("bone left"); at != std::string::npos;
       at = svg.find("bone left", at + 1))
    ++figures;
  EXPECT_EQ(figures, 12U);
  EXPECT_THAT(svg, HasSubstr(">4:59.00</text>")) << "the last one is among them";
}

TEST(SkeletonChart, PutsACircleAroundTheHead) {
  SkeletonStrip strip = strip_of(1);
  strip.head = 0;
  strip.neck = 1;
  EXPECT_THAT(skeleton_chart(strip), HasSubstr("<circle class=\"head\""));
  strip.neck = 99;
  EXPECT_THAT(skeleton_chart(strip), Not(HasSubstr("<circle"))) << "no such landmark";
}

}  // namespace
}  // namespace securepose::report
