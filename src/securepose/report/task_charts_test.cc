#include "securepose/report/task_charts.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::report {
namespace {

TEST(TaskCharts, NoneForGait) { EXPECT_TRUE(task_charts({}).empty()); }

TEST(TaskCharts, SwayHasItsEllipseInMillimetresWithAScale) {
  kinematics::TaskResult result;
  kinematics::Sway sway{.point = "head", .sideways_heights = 0.02, .upwards_heights = 0.01};
  sway.places = {{-0.01, 0}, {0.01, 0.005}};
  result.sways = {sway};
  EXPECT_EQ(task_charts(result).at(0).unit, "‰ of height upwards");
  result.sways[0].body_height_m = 1.5;
  const LineChart chart = task_charts(result).at(0);
  EXPECT_EQ(chart.title, "Sway of the head");
  EXPECT_TRUE(chart.same_scale);
  EXPECT_NEAR(chart.line[0].x, -15, 1e-9);
  double widest = 0, highest = 0;
  for (const ChartPoint& p : chart.outline) {
    widest = std::max(widest, p.x);
    highest = std::max(highest, p.y);
  }
  EXPECT_NEAR(widest, 30 * std::sqrt(5.991), 0.1);
  EXPECT_NEAR(highest, 15 * std::sqrt(5.991), 0.1);
}

TEST(TaskCharts, TheEllipseLeansAsThePathDoes) {
  kinematics::TaskResult result;
  kinematics::Sway sway{.point = "mid_hip", .sideways_heights = 0.01, .upwards_heights = 0.01};
  sway.covariance_heights2 = 0.9e-4;  // up to the right
  sway.places = {{-0.01, -0.01}, {0.01, 0.01}};
  result.sways = {sway};
  double product = 0;
  const LineChart chart = task_charts(result).at(0);
  for (const ChartPoint& p : chart.outline) product += p.x * p.y;
  EXPECT_GT(product, 0);
}

TEST(TaskCharts, SpectraOfTheClearestRhythmsOnly) {
  kinematics::TaskResult result;
  for (int k = 0; k < 7; ++k) {
    kinematics::Rhythm rhythm{.signal = "right_wrist", .unit = "body heights"};
    rhythm.frequency_hz = 4 + k;
    rhythm.peak_power_share = 0.1 * k;
    rhythm.step_hz = 0.25;
    rhythm.power = {0, 1e-6, 3e-6};
    result.rhythms.push_back(rhythm);
  }
  const auto charts = task_charts(result);
  ASSERT_EQ(charts.size(), 4U);
  EXPECT_EQ(charts[0].unit, "‰² of height per Hz");
  EXPECT_DOUBLE_EQ(charts[0].mark_x.value(), 10);
  EXPECT_DOUBLE_EQ(charts[0].line[2].x, 0.5);
  EXPECT_DOUBLE_EQ(charts[0].line[2].y, 3);
}

TEST(TaskCharts, RisesAreShadedInTheHipsHeight) {
  kinematics::TaskResult result;
  const auto at = [](double s) { return base::Timestamp::from_seconds(s); };
  result.sit_to_stand = kinematics::SitToStand{{{at(1), at(2.5)}}, 1.5, {}, "", {{at(0), 0}}};
  result.sit_to_stand->heights.push_back({at(3), 1});
  const LineChart chart = task_charts(result).at(0);
  EXPECT_DOUBLE_EQ(chart.line[1].y, 100);
  ASSERT_EQ(chart.spans.size(), 1U);
  EXPECT_DOUBLE_EQ(chart.spans[0].second, 2.5);
}

}  // namespace
}  // namespace securepose::report
