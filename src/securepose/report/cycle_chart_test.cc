#include "securepose/report/cycle_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace securepose::report {
namespace {

using testing::HasSubstr;
using testing::Not;

CyclePanel panel_with(std::optional<double> sd) {
  CyclePanel panel{"Knee flexion", "°", "", {}, std::nullopt};
  CycleBand band{Side::kRight, 5, {}, {}, 62.0};
  band.mean.assign(101, 20.0);
  band.sd.assign(101, sd);
  panel.bands.push_back(band);
  return panel;
}

TEST(CycleChart, DrawsBandMeanAndFinalContact) {
  const std::string svg = cycle_chart(panel_with(3.0));
  EXPECT_THAT(svg, HasSubstr(R"(class="band right")"));
  EXPECT_THAT(svg, HasSubstr(R"(class="curve right")"));
  EXPECT_THAT(svg, HasSubstr(R"(class="event right")"));
}

TEST(CycleChart, HasNoBandForASingleStride) {
  EXPECT_THAT(cycle_chart(panel_with(std::nullopt)), Not(HasSubstr("class=\"band")));
}

TEST(CycleChart, BreaksBandAndMeanAtAGap) {
  CyclePanel panel = panel_with(3.0);
  for (std::size_t i = 40; i < 60; ++i) panel.bands[0].mean[i].reset();
  const std::string svg = cycle_chart(panel);
  const std::size_t begin = svg.find("d=\"", svg.find("class=\"band"));
  const std::string path = svg.substr(begin, svg.find("/>", begin) - begin);
  EXPECT_EQ(std::count(path.begin(), path.end(), 'M'), 2);
  EXPECT_EQ(std::count(path.begin(), path.end(), 'Z'), 2);
}

TEST(CycleChart, ShowsTheReferenceThatTheUserSupplied) {
  CyclePanel panel = panel_with(3.0);
  panel.reference = ReferenceBand{"Schwartz 2008", std::vector<double>(101, 18.0),
                                  std::vector<double>(101, 30.0)};
  EXPECT_THAT(cycle_chart(panel), HasSubstr("class=\"reference\""));
  EXPECT_LE(value_range(panel).low, -12);
  EXPECT_GE(value_range(panel).high, 48);
}

TEST(CycleSummary, CountsStrides) { EXPECT_EQ(cycle_summary(panel_with(1.0)), "right 5 strides"); }

}  // namespace
}  // namespace securepose::report
