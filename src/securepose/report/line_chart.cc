#include "securepose/report/line_chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "securepose/report/plot_frame.h"

namespace securepose::report {
namespace {

constexpr std::size_t kMostPoints = 2000;

/// Every so many of a long line, and its last.
std::vector<ChartPoint> thinned(const std::vector<ChartPoint>& line) {
  const std::size_t step = std::max<std::size_t>(1, (line.size() + kMostPoints - 1) / kMostPoints);
  std::vector<ChartPoint> few;
  for (std::size_t i = 0; i < line.size(); i += step) few.push_back(line[i]);
  if (step > 1) few.push_back(line.back());
  return few;
}

void include(const std::vector<ChartPoint>& points, PlotFrame& frame) {
  for (const ChartPoint& p : points) {
    frame.x.include(p.x);
    frame.y.include(p.y);
  }
}

/// Widens one axis until a unit is as long on both.
void same_scale(PlotFrame& frame) {
  const double x_share = frame.x.span() / frame.plot_width();
  const double y_share = frame.y.span() / frame.plot_height();
  AxisRange& narrow = x_share < y_share ? frame.x : frame.y;
  const double wanted =
      x_share < y_share ? y_share * frame.plot_width() : x_share * frame.plot_height();
  const double more = (wanted - narrow.span()) / 2;
  narrow = {narrow.low - more, narrow.high + more};
}

PlotFrame frame_of(const LineChart& chart) {
  PlotFrame frame;
  frame.left = 52;
  frame.x = {chart.line.front().x, chart.line.front().x};
  frame.y = {chart.line.front().y, chart.line.front().y};
  include(chart.line, frame);
  include(chart.outline, frame);
  const double least = 1e-9;
  frame.y = padded(frame.y, least);
  if (chart.same_scale) {
    frame.height = 360;
    frame.x = padded(frame.x, least);
    same_scale(frame);
  }
  return frame;
}

std::string path(const PlotFrame& frame, const std::vector<ChartPoint>& points) {
  std::string text;
  for (const ChartPoint& p : points)
    text +=
        fmt::format("{}{:.1f} {:.1f}", text.empty() ? "M" : "L", frame.x_of(p.x), frame.y_of(p.y));
  return text;
}

}  // namespace

std::string line_chart(const LineChart& chart) {
  if (chart.line.size() < 2) return "";
  const PlotFrame frame = frame_of(chart);
  std::string svg = open_drawing(frame.width, frame.height, "chart", chart.title);
  for (const auto& [from, to] : chart.spans)
    svg += fmt::format(
        R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="#8fb3d1" )"
        R"(fill-opacity="0.35"/>)",
        frame.x_of(from), frame.top, frame.x_of(to) - frame.x_of(from), frame.plot_height());
  svg += draw_axes(frame, number_axis(frame.x, 10, chart.x_title), number_axis(frame.y, 6));
  if (chart.mark_x)
    svg += fmt::format(R"(<line x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2:.1f}" stroke="#444" )"
                       R"(stroke-width="1.2" stroke-dasharray="5 4"/>)",
                       frame.x_of(*chart.mark_x), frame.top, frame.height - frame.bottom);
  svg += fmt::format(R"(<path d="{}" fill="none" stroke="#1f5f99" stroke-width="1.4" )"
                     R"(stroke-linejoin="round"/>)",
                     path(frame, thinned(chart.line)));
  if (!chart.outline.empty())
    svg += fmt::format(
        R"(<path d="{}Z" fill="none" stroke="#444" stroke-width="1.2" stroke-dasharray="5 4"/>)",
        path(frame, chart.outline));
  return svg + "</svg>";
}

}  // namespace securepose::report
