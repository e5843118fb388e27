#include "securepose/report/line_chart.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace securepose::report {
namespace {

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST(LineChart, DrawsLineOutlineSpansAndMark) {
  LineChart chart;
  chart.x_title = "mm to the right";
  chart.line = {{0, 0}, {1, 2}, {3, 1}};
  const std::string plain = line_chart(chart);
  EXPECT_EQ(occurrences(plain, "#1f5f99"), 1U);
  EXPECT_EQ(occurrences(plain, "fill-opacity"), 0U);
  EXPECT_NE(plain.find("mm to the right"), std::string::npos);
  chart.outline = {{-1, -1}, {4, -1}, {2, 4}};
  chart.spans = {{0.5, 1}, {2, 2.5}};
  chart.mark_x = 1.5;
  const std::string full = line_chart(chart);
  EXPECT_EQ(occurrences(full, "fill-opacity"), 2U);
  EXPECT_EQ(occurrences(full, "stroke-dasharray"), occurrences(plain, "stroke-dasharray") + 2);
}

TEST(LineChart, NothingToDrawIsNoDrawing) {
  EXPECT_EQ(line_chart({}), "");
  LineChart point;
  point.line = {{1, 1}};
  EXPECT_EQ(line_chart(point), "");
}

TEST(LineChart, LongLinesAreThinned) {
  LineChart chart;
  for (int i = 0; i < 100000; ++i) chart.line.push_back({i * 0.01, i % 7 * 1.0});
  EXPECT_LT(line_chart(chart).size(), 60000U);
}

TEST(LineChart, ALineThatStaysIsDrawn) {
  LineChart chart;
  chart.same_scale = true;
  chart.line = {{1, 5}, {1, 5}};
  EXPECT_EQ(line_chart(chart).find("nan"), std::string::npos);
}

}  // namespace
}  // namespace securepose::report
