#include "securepose/report/plot_frame.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::report {
namespace {

using testing::HasSubstr;

TEST(PlotFrame, MapsTheEndsOfTheAxesToItsCorners) {
  PlotFrame frame;
  frame.x = {2, 4};
  frame.y = {-10, 30};
  EXPECT_DOUBLE_EQ(frame.x_of(2), frame.left);
  EXPECT_DOUBLE_EQ(frame.x_of(4), frame.width - frame.right);
  EXPECT_DOUBLE_EQ(frame.y_of(-10), frame.height - frame.bottom);
  EXPECT_DOUBLE_EQ(frame.y_of(30), frame.top);
}

TEST(PlotFrame, PutsAnEmptyRangeInTheMiddle) {
  PlotFrame frame;
  frame.x = {3, 3};
  EXPECT_DOUBLE_EQ(frame.x_of(3), frame.left + frame.plot_width() / 2);
}

TEST(DrawAxes, SetsZeroApartFromTheGrid) {
  PlotFrame frame;
  frame.y = {-10, 10};
  const std::string svg = draw_axes(frame, number_axis(frame.x, 2, "<x>"), number_axis(frame.y, 4));
  EXPECT_THAT(svg, HasSubstr("class=\"zero\""));
  EXPECT_THAT(svg, HasSubstr("&lt;x&gt;"));
  EXPECT_THAT(svg, HasSubstr(">−10</text>"));
}

TEST(TimeAxis, NamesItsUnit) {
  EXPECT_EQ(time_axis({0, 10}, 5).title, "time (s)");
  EXPECT_EQ(time_axis({0, 600}, 5).title, "time (min:s)");
}

TEST(OpenDrawing, AnnouncesItselfSafely) {
  EXPECT_THAT(open_drawing(10, 10, "chart", "a \"quote\" <b>"),
              HasSubstr("aria-label=\"a &quot;quote&quot; &lt;b&gt;\""));
}

}  // namespace
}  // namespace securepose::report
