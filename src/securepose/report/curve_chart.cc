#include "securepose/report/curve_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "securepose/report/html.h"
#include "securepose/report/plot_frame.h"
#include "securepose/report/thinning.h"

namespace securepose::report {
namespace {

/// About twice a drawing's width: more can't be seen.
constexpr std::size_t kMostSamples = 1000;
constexpr std::size_t kMostSamplesWide = 2000;
/// About ten strides; beyond, half a page's width is too narrow to tell them apart.
constexpr double kWideFrom_s = 10;
/// About sixty strides on a page's width. web/report/main.ts has the same limit.
constexpr double kDenseFrom_s = 60;
/// With more events than this their lines would hide the curves, and only marks at the foot stay.
constexpr std::size_t kMostEventLines = 60;
/// With more than this the marks would run together; the live chart shows them when zoomed.
constexpr std::size_t kMostEventMarks = 400;

struct Pen {
  std::string path;
  std::optional<std::size_t> at;  ///< sample on which the pen stands

  void draw(std::size_t from, std::size_t to, const std::vector<std::array<double, 2>>& places) {
    if (at != from) path += fmt::format("M{:.1f} {:.1f}", places[from][0], places[from][1]);
    path += from == to ? "h0" : fmt::format("L{:.1f} {:.1f}", places[to][0], places[to][1]);
    at = to;
  }
};

std::string draw_curve(const PlotFrame& frame, const std::vector<base::Timestamp>& times,
                       const Curve& curve) {
  std::vector<std::array<double, 2>> places(times.size());
  for (std::size_t i = 0; i < times.size(); ++i)
    places[i] = {frame.x_of(times[i].seconds()), frame.y_of(curve.values[i].value_or(0))};
  const auto present = [&](std::size_t i) {
    return i < times.size() && curve.values[i].has_value();
  };
  const auto dashed = [&](std::size_t i) {
    return !curve.interpolated.empty() && curve.interpolated[i];
  };

  Pen measured;
  Pen interpolated;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!present(i)) continue;
    if (present(i + 1))
      (dashed(i) || dashed(i + 1) ? interpolated : measured).draw(i, i + 1, places);
    else if (i == 0 || !present(i - 1))
      (dashed(i) ? interpolated : measured).draw(i, i, places);
  }
  std::string svg;
  const std::string_view side = side_class(curve.side);
  if (!measured.path.empty())
    svg += fmt::format(R"(<path class="curve {}" d="{}"/>)", side, measured.path);
  if (!interpolated.path.empty())
    svg += fmt::format(R"(<path class="curve {} interpolated" d="{}"/>)", side, interpolated.path);
  return svg;
}

std::string draw_passes(const PlotFrame& frame, const std::vector<Pass>& passes) {
  std::string svg;
  for (const Pass& pass : passes) {
    const double from = frame.x_of(std::max(pass.start.seconds(), frame.x.low));
    const double to = frame.x_of(std::min(pass.end.seconds(), frame.x.high));
    if (to <= from) continue;
    svg += fmt::format(R"(<rect class="pass" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}">)"
                       "<title>{}</title></rect>",
                       from, frame.top, to - from, frame.plot_height(),
                       prose(pass.activity + ", " + pass.view));
  }
  return svg;
}

std::string draw_events(const PlotFrame& frame, const std::vector<ContactEvent>& all) {
  std::vector<ContactEvent> events;
  std::copy_if(all.begin(), all.end(), std::back_inserter(events), [&](const ContactEvent& event) {
    return event.time.seconds() >= frame.x.low && event.time.seconds() <= frame.x.high;
  });
  if (events.size() > kMostEventMarks) return "";
  const double bottom = frame.height - frame.bottom;
  std::map<std::string, std::string> paths;  // by class
  for (const ContactEvent& event : events) {
    const double x = frame.x_of(event.time.seconds());
    const std::string_view side = side_class(event.side);
    if (event.kind == EventKind::kInitialContact) {
      if (events.size() <= kMostEventLines)
        paths[fmt::format("event {}", side)] +=
            fmt::format("M{:.1f} {:.1f}V{:.1f}", x, frame.top, bottom);
      paths[fmt::format("mark {}", side)] += fmt::format("M{:.1f} {:.1f}l-4 -7h8z", x, bottom);
    } else {
      paths[fmt::format("mark open {}", side)] +=
          fmt::format("M{:.1f} {:.1f}l-3.5 6h7z", x, bottom - 6.5);
    }
  }
  std::string svg;
  for (const auto& [css_class, path] : paths)
    svg += fmt::format(R"(<path class="{}" d="{}"/>)", css_class, path);
  return svg;
}

struct CurveCounts {
  std::size_t present = 0;
  std::size_t interpolated = 0;
  std::optional<AxisRange> range;
};

CurveCounts counts_of(const Curve& curve) {
  CurveCounts counts;
  for (std::size_t i = 0; i < curve.values.size(); ++i) {
    if (!curve.values[i]) continue;
    ++counts.present;
    if (!curve.interpolated.empty() && curve.interpolated[i]) ++counts.interpolated;
    if (!counts.range) counts.range = AxisRange{*curve.values[i], *curve.values[i]};
    counts.range->include(*curve.values[i]);
  }
  return counts;
}

}  // namespace

AxisRange time_range_s(const Movement& movement) {
  if (movement.times.empty()) return {0, 1};
  return {movement.times.front().seconds(), movement.times.back().seconds()};
}

AxisRange value_range(const CurvePanel& panel) {
  std::optional<AxisRange> range;
  for (const Curve& curve : panel.curves) {
    const CurveCounts counts = counts_of(curve);
    if (!counts.range) continue;
    if (!range) range = counts.range;
    range->include(counts.range->low);
    range->include(counts.range->high);
  }
  return padded(range.value_or(AxisRange{0, 0}), least_span(panel.unit));
}

std::string curve_chart(const CurvePanel& panel, const Movement& movement) {
  PlotFrame frame;
  const bool wide = needs_wide_charts(movement);
  if (wide) {
    frame.width = 1120;
    frame.height = 240;
  }
  frame.x = time_range_s(movement);
  frame.y = value_range(panel);
  const ThinnedCurves thinned =
      thin(movement.times, panel.curves, wide ? kMostSamplesWide : kMostSamples);

  std::string svg = open_drawing(frame.width, frame.height, "chart",
                                 panel.title + " over time. " + curve_summary(panel));
  svg += draw_passes(frame, movement.passes);
  svg += draw_axes(frame, time_axis(frame.x, wide ? 16 : 8), number_axis(frame.y, 6));
  svg += draw_events(frame, movement.events);
  for (const Curve& curve : thinned.curves) svg += draw_curve(frame, thinned.times, curve);
  return svg + "</svg>";
}

bool needs_wide_charts(const Movement& movement) {
  return time_range_s(movement).span() > kWideFrom_s;
}

bool is_dense(const Movement& movement) { return time_range_s(movement).span() > kDenseFrom_s; }

std::string curve_summary(const CurvePanel& panel) {
  std::string text;
  for (const Curve& curve : panel.curves) {
    const CurveCounts counts = counts_of(curve);
    if (!text.empty()) text += "; ";
    if (curve.side != Side::kMidline) text += fmt::format("{} ", side_name(curve.side));
    if (!counts.range) {
      text += "not measured";
      continue;
    }
    const int decimals = panel.unit == "°" ? 0 : 2;
    const auto percent = [&](std::size_t part) {
      return 100.0 * static_cast<double>(part) / static_cast<double>(curve.values.size());
    };
    const bool attached = panel.unit == "°";
    text += fmt::format("{} to {}{}{}", number(counts.range->low, decimals),
                        number(counts.range->high, decimals), attached ? "" : " ", panel.unit);
    const std::size_t missing = curve.values.size() - counts.present;
    if (missing > 0) text += fmt::format(", {} % missing", number(percent(missing), 1));
    if (counts.interpolated > 0)
      text += fmt::format(", {} % interpolated", number(percent(counts.interpolated), 1));
  }
  return text;
}

bool has_values(const CurvePanel& panel) {
  return std::any_of(panel.curves.begin(), panel.curves.end(), [](const Curve& curve) {
    return std::any_of(curve.values.begin(), curve.values.end(),
                       [](const auto& value) { return value.has_value(); });
  });
}

}  // namespace securepose::report
