#include "securepose/report/plot_frame.h"

#include <fmt/format.h>

#include <cmath>

#include "securepose/report/html.h"

namespace securepose::report {

std::string_view side_class(Side side) { return side_name(side); }

std::string_view side_name(Side side) {
  switch (side) {
    case Side::kLeft:
      return "left";
    case Side::kRight:
      return "right";
    case Side::kMidline:
      break;
  }
  return "midline";
}

double PlotFrame::x_of(double value) const {
  return left + (x.span() > 0 ? (value - x.low) / x.span() : 0.5) * plot_width();
}

double PlotFrame::y_of(double value) const {
  return top + (1 - (y.span() > 0 ? (value - y.low) / y.span() : 0.5)) * plot_height();
}

std::string draw_axes(const PlotFrame& frame, const AxisLabels& x, const AxisLabels& y) {
  const double bottom = frame.height - frame.bottom;
  const double right = frame.width - frame.right;
  std::string svg = R"(<g class="axes">)";
  for (std::size_t i = 0; i < y.ticks.values.size(); ++i) {
    const double at = frame.y_of(y.ticks.values[i]);
    const bool zero = std::abs(y.ticks.values[i]) < 1e-9;
    svg += fmt::format(R"(<path class="{}" d="M{:.1f} {:.1f}H{:.1f}"/>)", zero ? "zero" : "grid",
                       frame.left, at, right);
    svg += fmt::format(R"(<text class="end" x="{:.1f}" y="{:.1f}">{}</text>)", frame.left - 6,
                       at + 4.5, escape(y.texts[i]));
  }
  for (std::size_t i = 0; i < x.ticks.values.size(); ++i) {
    const double at = frame.x_of(x.ticks.values[i]);
    svg += fmt::format(R"(<path class="grid" d="M{:.1f} {:.1f}V{:.1f}"/>)", at, frame.top, bottom);
    svg += fmt::format(R"(<text class="middle" x="{:.1f}" y="{:.1f}">{}</text>)", at, bottom + 17,
                       escape(x.texts[i]));
  }
  svg += fmt::format(R"(<path class="frame" d="M{:.1f} {:.1f}V{:.1f}H{:.1f}"/>)", frame.left,
                     frame.top, bottom, right);
  svg += fmt::format(R"(<text class="middle title" x="{:.1f}" y="{:.1f}">{}</text>)",
                     frame.left + frame.plot_width() / 2, frame.height - 6, escape(x.title));
  return svg + "</g>";
}

AxisLabels number_axis(AxisRange range, int most, std::string title) {
  AxisLabels labels{round_ticks(range, most), {}, std::move(title)};
  for (const double value : labels.ticks.values)
    labels.texts.push_back(number(value, labels.ticks.decimals));
  return labels;
}

AxisLabels time_axis(AxisRange range_s, int most) {
  AxisLabels labels{time_ticks(range_s, most), {}, ""};
  for (const double value : labels.ticks.values)
    labels.texts.push_back(time_tick_text(value, range_s, labels.ticks.decimals));
  labels.title = counts_minutes(range_s) ? "time (min:s)" : "time (s)";
  return labels;
}

std::string open_drawing(double width, double height, std::string_view css_class,
                         std::string_view description) {
  return fmt::format(R"(<svg class="{}" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}">)",
                     css_class, width, height, prose(description));
}

double least_span(std::string_view unit) {
  if (unit == "°") return 20;
  if (unit == "m") return 0.1;
  if (unit == "%") return 10;
  return 1e-3;
}

}  // namespace securepose::report
