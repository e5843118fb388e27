#include "securepose/report/cover_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "securepose/report/html.h"
#include "securepose/report/plot_frame.h"

namespace securepose::report {
namespace {

constexpr double kLaneHeight = 26;
constexpr double kBarHeight = 14;
/// Columns of the drawing; at this width no browser could show more.
constexpr std::size_t kColumns = 1000;
/// Numbers above the doubtful moments stay readable up to here.
constexpr std::size_t kMostNumbers = 40;
/// More frames around moments would run together.
constexpr std::size_t kMostDoubts = 500;

std::string_view evidence_class(CoverEvidence evidence) {
  switch (evidence) {
    case CoverEvidence::kSeen:
      return "seen";
    case CoverEvidence::kInferred:
      return "inferred";
    case CoverEvidence::kDrawn:
      return "drawn";
    case CoverEvidence::kWhole:
      break;
  }
  return "whole";
}

using Columns = std::vector<std::optional<CoverEvidence>>;

Columns columns_of(const CoverLane& lane, AxisRange time_s) {
  Columns columns(kColumns);
  if (!(time_s.span() > 0)) return columns;
  const auto column = [&](double at_s) {
    const double share = (at_s - time_s.low) / time_s.span();
    return std::clamp(share, 0.0, 1.0) * static_cast<double>(kColumns);
  };
  for (const CoveredStretch& stretch : lane.stretches) {
    const auto from = std::min(
        static_cast<std::size_t>(std::floor(column(stretch.start.seconds()))), kColumns - 1);
    const auto to =
        std::clamp(static_cast<std::size_t>(std::ceil(column(stretch.end.seconds()) - 1e-6)),
                   from + 1, kColumns);
    for (std::size_t i = from; i < to; ++i) {
      columns[i] = std::max(columns[i].value_or(CoverEvidence::kSeen), stretch.evidence);
    }
  }
  return columns;
}

std::string draw_lane(const PlotFrame& frame, const CoverLane& lane, double top) {
  const std::string label = !lane.label.empty() ? prose(lane.label)
                            : lane.person       ? person_name(*lane.person)
                                                : "Other faces";
  const double middle = top + kLaneHeight / 2;
  std::string svg = fmt::format(R"(<text class="end" x="{:.1f}" y="{:.1f}">{}</text>)",
                                frame.left - 10, middle + 4.5, label);
  svg += fmt::format(R"(<path class="lane" d="M{:.1f} {:.1f}H{:.1f}"/>)", frame.left, middle,
                     frame.width - frame.right);
  const Columns columns = columns_of(lane, frame.x);
  const double column_width = frame.plot_width() / static_cast<double>(kColumns);
  for (std::size_t begin = 0; begin < columns.size();) {
    std::size_t end = begin + 1;
    while (end < columns.size() && columns[end] == columns[begin]) ++end;
    if (columns[begin]) {
      svg += fmt::format(
          R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.0f}"/>)",
          evidence_class(*columns[begin]), frame.left + static_cast<double>(begin) * column_width,
          middle - kBarHeight / 2, static_cast<double>(end - begin) * column_width, kBarHeight);
    }
    begin = end;
  }
  return svg;
}

/// The lane a doubtful moment belongs to; the first if its person has none.
std::size_t lane_of(const std::vector<CoverLane>& lanes, const DoubtfulMoment& moment) {
  for (std::size_t i = 0; i < lanes.size(); ++i)
    if (lanes[i].person == moment.person) return i;
  return 0;
}

std::string draw_doubts(const PlotFrame& frame, const std::vector<CoverLane>& lanes,
                        const std::vector<DoubtfulMoment>& doubtful) {
  std::string svg;
  for (std::size_t i = 0; i < std::min(doubtful.size(), kMostDoubts); ++i) {
    const DoubtfulMoment& moment = doubtful[i];
    const double from = frame.x_of(std::clamp(moment.start.seconds(), frame.x.low, frame.x.high));
    const double to = frame.x_of(std::clamp(moment.end.seconds(), frame.x.low, frame.x.high));
    const double width = std::max(to - from, 5.0);
    const double left = std::min((from + to - width) / 2, frame.width - frame.right - width);
    const double top = frame.top + static_cast<double>(lane_of(lanes, moment)) * kLaneHeight;
    svg += fmt::format(
        R"(<rect class="doubt" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.0f}">)"
        "<title>{}: {}</title></rect>",
        left, top + 2, width, kLaneHeight - 4, clock(moment.start), prose(moment.reason));
    if (i < kMostNumbers)
      svg += fmt::format(R"(<text class="middle number" x="{:.1f}" y="{:.0f}">{}</text>)",
                         left + width / 2, frame.top - 6, i + 1);
  }
  return svg;
}

constexpr std::string_view kHatching =
    R"(<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" )"
    R"svg(patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/>)svg"
    R"(<path class="hatch-line" d="M0 0V6"/></pattern></defs>)";

}  // namespace

std::string cover_timeline(const Deidentification& deidentification, base::Timestamp duration) {
  std::vector<CoverLane> lanes = deidentification.lanes;
  if (lanes.size() > kMostLanes) lanes.resize(kMostLanes);
  const auto lane_count = static_cast<double>(std::max<std::size_t>(lanes.size(), 1));

  PlotFrame frame;
  frame.width = 1120;
  frame.left = 120;
  frame.right = 14;
  frame.top = 24;
  frame.height = frame.top + lane_count * kLaneHeight + frame.bottom;
  frame.x = {0, std::max(duration.seconds(), 1e-3)};
  for (const CoverLane& lane : lanes)  // recordings may begin at another time than 0
    if (!lane.stretches.empty()) frame.x.include(lane.stretches.back().end.seconds());
  std::string svg =
      open_drawing(frame.width, frame.height, "chart timeline",
                   fmt::format("Covered stretches of {} over {}; {}.",
                               counted(static_cast<std::int64_t>(lanes.size()), "lane", "lanes"),
                               clock(duration),
                               counted(static_cast<std::int64_t>(deidentification.doubtful.size()),
                                       "doubtful moment", "doubtful moments")));
  svg += kHatching;
  svg += draw_axes(frame, time_axis(frame.x, 14), {});
  for (std::size_t i = 0; i < lanes.size(); ++i)
    svg += draw_lane(frame, lanes[i], frame.top + static_cast<double>(i) * kLaneHeight);
  svg += draw_doubts(frame, lanes, deidentification.doubtful);
  return svg + "</svg>";
}

}  // namespace securepose::report
