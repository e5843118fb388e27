#include "securepose/report/cycle_chart.h"

#include <fmt/format.h>

#include <optional>

#include "securepose/report/html.h"
#include "securepose/report/plot_frame.h"

namespace securepose::report {
namespace {

double percent_of(std::size_t i, std::size_t count) {
  return count > 1 ? 100.0 * static_cast<double>(i) / static_cast<double>(count - 1) : 0;
}

void append_point(const PlotFrame& frame, double percent, double value, bool first,
                  std::string& path) {
  path += fmt::format("{}{:.1f} {:.1f}", first ? "M" : "L", frame.x_of(percent), frame.y_of(value));
}

std::string mean_path(const PlotFrame& frame, const std::vector<std::optional<double>>& mean) {
  std::string path;
  bool down = false;
  for (std::size_t i = 0; i < mean.size(); ++i) {
    if (mean[i]) append_point(frame, percent_of(i, mean.size()), *mean[i], !down, path);
    down = mean[i].has_value();
  }
  return path;
}

/// Closed outline of mean ± sd for the samples [begin, end), all present.
std::string band_path(const PlotFrame& frame, const CycleBand& band, std::size_t begin,
                      std::size_t end) {
  std::string path;
  const std::size_t n = band.mean.size();
  for (std::size_t i = begin; i < end; ++i)
    append_point(frame, percent_of(i, n), *band.mean[i] + *band.sd[i], i == begin, path);
  for (std::size_t i = end; i-- > begin;)
    append_point(frame, percent_of(i, n), *band.mean[i] - *band.sd[i], false, path);
  return path + "Z";
}

std::string draw_band(const PlotFrame& frame, const CycleBand& band) {
  std::string path;
  if (band.sd.size() == band.mean.size()) {
    const auto present = [&](std::size_t i) { return band.mean[i] && band.sd[i]; };
    for (std::size_t begin = 0; begin < band.mean.size();) {
      std::size_t end = begin;
      while (end < band.mean.size() && present(end)) ++end;
      if (end > begin + 1) path += band_path(frame, band, begin, end);
      begin = end + 1;
    }
  }
  if (path.empty()) return "";
  return fmt::format(R"(<path class="band {}" d="{}"/>)", side_class(band.side), path);
}

std::string draw_reference(const PlotFrame& frame, const ReferenceBand& reference) {
  CycleBand band;
  band.mean.assign(reference.mean.begin(), reference.mean.end());
  band.sd.assign(reference.sd.begin(), reference.sd.end());
  if (band.mean.empty() || band.sd.size() != band.mean.size()) return "";
  return fmt::format(R"(<path class="reference" d="{}"/>)",
                     band_path(frame, band, 0, band.mean.size()));
}

std::string draw_mean(const PlotFrame& frame, const CycleBand& band) {
  std::string svg = fmt::format(R"(<path class="curve {}" d="{}"/>)", side_class(band.side),
                                mean_path(frame, band.mean));
  if (band.final_contact_percent) {
    svg += fmt::format(R"(<path class="event {}" d="M{:.1f} {:.1f}V{:.1f}"/>)",
                       side_class(band.side), frame.x_of(*band.final_contact_percent), frame.top,
                       frame.height - frame.bottom);
  }
  return svg;
}

}  // namespace

AxisRange value_range(const CyclePanel& panel) {
  std::optional<AxisRange> range;
  const auto include = [&](double value) {
    if (!range) range = AxisRange{value, value};
    range->include(value);
  };
  for (const CycleBand& band : panel.bands) {
    for (std::size_t i = 0; i < band.mean.size(); ++i) {
      if (!band.mean[i]) continue;
      const double sd = i < band.sd.size() ? band.sd[i].value_or(0) : 0;
      include(*band.mean[i] - sd);
      include(*band.mean[i] + sd);
    }
  }
  if (panel.reference) {
    for (std::size_t i = 0; i < panel.reference->mean.size(); ++i) {
      const double sd = i < panel.reference->sd.size() ? panel.reference->sd[i] : 0;
      include(panel.reference->mean[i] - sd);
      include(panel.reference->mean[i] + sd);
    }
  }
  return padded(range.value_or(AxisRange{0, 0}), least_span(panel.unit));
}

std::string cycle_chart(const CyclePanel& panel) {
  PlotFrame frame;
  frame.width = 400;
  frame.x = {0, 100};
  frame.y = value_range(panel);
  std::string svg = open_drawing(frame.width, frame.height, "chart",
                                 panel.title + " over the gait cycle. " + cycle_summary(panel));
  if (panel.reference) svg += draw_reference(frame, *panel.reference);
  svg += draw_axes(frame, number_axis(frame.x, 5, "gait cycle (%)"), number_axis(frame.y, 6));
  for (const CycleBand& band : panel.bands) svg += draw_band(frame, band);
  for (const CycleBand& band : panel.bands) svg += draw_mean(frame, band);
  return svg + "</svg>";
}

std::string cycle_summary(const CyclePanel& panel) {
  std::string text;
  for (const CycleBand& band : panel.bands) {
    if (!text.empty()) text += "; ";
    if (band.side != Side::kMidline) text += fmt::format("{} ", side_name(band.side));
    text += counted(band.strides, "stride", "strides");
  }
  return text;
}

}  // namespace securepose::report
