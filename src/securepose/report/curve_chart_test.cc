#include "securepose/report/curve_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::report {
namespace {

using testing::HasSubstr;
using testing::Not;

Movement movement_of(int samples, double step_s = 0.1) {
  Movement movement;
  for (int i = 0; i < samples; ++i)
    movement.times.push_back(base::Timestamp::from_seconds(i * step_s));
  return movement;
}

CurvePanel panel_of(std::vector<std::optional<double>> values, std::vector<bool> interpolated) {
  CurvePanel panel{"Knee flexion", "°", "", {}, false};
  panel.curves.push_back({Side::kLeft, std::move(values), std::move(interpolated), ""});
  return panel;
}

std::size_t times_in(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

/// The path data of the first element whose start is `opening`.
std::string path_of(const std::string& svg, const std::string& opening) {
  const std::size_t at = svg.find(opening);
  if (at == std::string::npos) return "";
  const std::size_t begin = svg.find("d=\"", at) + 3;
  return svg.substr(begin, svg.find('"', begin) - begin);
}

TEST(CurveChart, LeavesGapsOpen) {
  const std::string svg = curve_chart(panel_of({1, 2, std::nullopt, 4, 5}, {}), movement_of(5));
  const std::string path = path_of(svg, R"(<path class="curve left")");
  EXPECT_EQ(times_in(path, "M"), 2U);
  EXPECT_EQ(times_in(path, "L"), 2U);
  EXPECT_THAT(svg, Not(HasSubstr("interpolated\" d")));
}

TEST(CurveChart, DashesInterpolatedPartsUpToTheirNeighbours) {
  const std::string svg =
      curve_chart(panel_of({1, 2, 3, 4, 5}, {false, false, true, false, false}), movement_of(5));
  EXPECT_EQ(times_in(path_of(svg, R"(<path class="curve left")"), "L"), 2U);
  EXPECT_EQ(times_in(path_of(svg, R"(<path class="curve left interpolated")"), "L"), 2U);
}

TEST(CurveChart, ShowsASampleWithoutNeighboursAsADot) {
  const std::string svg =
      curve_chart(panel_of({std::nullopt, 2, std::nullopt}, {}), movement_of(3));
  EXPECT_THAT(path_of(svg, R"(<path class="curve left")"), HasSubstr("h0"));
}

TEST(CurveChart, SurvivesNoSamplesAndNoValues) {
  EXPECT_THAT(curve_chart(panel_of({}, {}), movement_of(0)), HasSubstr("</svg>"));
  const std::string svg = curve_chart(panel_of({std::nullopt}, {}), movement_of(1));
  EXPECT_THAT(svg, HasSubstr("not measured"));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_FALSE(has_values(panel_of({std::nullopt}, {})));
}

TEST(CurveChart, MarksEventsAndDropsTheirLinesWhenThereAreMany) {
  Movement movement = movement_of(50);
  const CurvePanel panel = panel_of(std::vector<std::optional<double>>(50, 1.0), {});
  movement.events = {{base::Timestamp::from_seconds(1), Side::kRight, EventKind::kInitialContact},
                     {base::Timestamp::from_seconds(2), Side::kRight, EventKind::kFinalContact},
                     {base::Timestamp::from_seconds(99), Side::kRight, EventKind::kFinalContact}};
  std::string svg = curve_chart(panel, movement);
  EXPECT_EQ(times_in(svg, R"(class="event right")"), 1U);
  EXPECT_EQ(times_in(svg, R"(class="mark open right")"), 1U) << "the one outside is left out";

  for (int i = 0; i < 100; ++i)
    movement.events.push_back(
        {base::Timestamp::from_seconds(i * 0.04), Side::kLeft, EventKind::kInitialContact});
  svg = curve_chart(panel, movement);
  EXPECT_EQ(times_in(svg, R"(class="event )"), 0U);
  EXPECT_EQ(times_in(path_of(svg, R"(<path class="mark left")"), "M"), 100U);

  for (int i = 0; i < 1000; ++i)
    movement.events.push_back(
        {base::Timestamp::from_seconds(i * 0.004), Side::kLeft, EventKind::kInitialContact});
  EXPECT_EQ(times_in(curve_chart(panel, movement), "class=\"mark"), 0U) << "one black bar";
}

TEST(CurveChart, StaysSmallForAnHour) {
  const int samples = 3600 * 30;
  std::vector<std::optional<double>> values;
  for (int i = 0; i < samples; ++i) values.emplace_back(i % 60);
  const Movement movement = movement_of(samples, 1.0 / 30);
  EXPECT_TRUE(needs_wide_charts(movement));
  EXPECT_LT(curve_chart(panel_of(values, {}), movement).size(), 60'000U);
}

TEST(CurveSummary, TellsRangeAndShares) {
  EXPECT_EQ(curve_summary(panel_of({-4, 61.4, std::nullopt, 3}, {false, true, false, false})),
            "left −4 to 61°, 25.0 % missing, 25.0 % interpolated");
}

TEST(ValueRange, HasALeastSpanForAngles) {
  EXPECT_NEAR(value_range(panel_of({10, 10.1}, {})).span(), 20, 1e-9);
}

}  // namespace
}  // namespace securepose::report
