#include "securepose/report/task_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "securepose/report/html.h"
#include "securepose/report/task_facts.h"

namespace securepose::report {
namespace {

constexpr std::size_t kMostSpectra = 4;

/// The ellipse that holds 95 % of the places (Schubert & Kirchner 2014).
std::vector<ChartPoint> ellipse_of(const kinematics::Sway& sway, double unit) {
  constexpr double kChiSquare95 = 5.991;
  constexpr int kCorners = 90;
  const double xx = sway.sideways_heights * sway.sideways_heights;
  const double yy = sway.upwards_heights * sway.upwards_heights;
  const double xy = sway.covariance_heights2;
  const double middle = (xx + yy) / 2, apart = std::hypot((xx - yy) / 2, xy);
  const double longer = unit * std::sqrt(kChiSquare95 * (middle + apart));
  const double shorter = unit * std::sqrt(kChiSquare95 * std::max(0.0, middle - apart));
  const double tilt = std::atan2(2 * xy, xx - yy) / 2;
  std::vector<ChartPoint> points;
  for (int k = 0; k < kCorners; ++k) {
    const double at = 2 * std::numbers::pi * k / kCorners;
    const double along = longer * std::cos(at), across = shorter * std::sin(at);
    points.push_back({along * std::cos(tilt) - across * std::sin(tilt),
                      along * std::sin(tilt) + across * std::cos(tilt)});
  }
  return points;
}

LineChart sway_chart(const kinematics::Sway& sway) {
  const double unit = 1000 * sway.body_height_m.value_or(1);
  const std::string name = sway.body_height_m ? "mm" : "‰ of height";
  LineChart chart;
  chart.title = sway.point == "head" ? "Sway of the head" : "Sway of the hips";
  chart.unit = name + " upwards";
  chart.x_title = name + " to the right of the picture";
  chart.same_scale = true;
  for (const kinematics::SwayPlace& place : sway.places)
    chart.line.push_back({unit * place.sideways_heights, unit * place.upwards_heights});
  chart.outline = ellipse_of(sway, unit);
  chart.summary = "Way of the point around its mean place; dashed: ellipse of 95 % of the places.";
  return chart;
}

LineChart spectrum_chart(const kinematics::Rhythm& rhythm) {
  LineChart chart;
  chart.title = rhythm_title(rhythm);
  // Amplitude density squared; points in thousandths of the body height.
  const bool angle = rhythm.unit == "deg";
  chart.unit = angle ? "°² per Hz" : "‰² of height per Hz";
  chart.x_title = "frequency (Hz)";
  for (std::size_t f = 0; f < rhythm.power.size(); ++f)
    chart.line.push_back(
        {rhythm.step_hz * static_cast<double>(f), (angle ? 1 : 1e6) * rhythm.power[f]});
  chart.mark_x = rhythm.frequency_hz;
  chart.summary = fmt::format("Power spectrum; dashed: dominant frequency, {} Hz.",
                              number(rhythm.frequency_hz, 2));
  return chart;
}

std::vector<LineChart> spectra(std::vector<kinematics::Rhythm> rhythms) {
  std::stable_sort(rhythms.begin(), rhythms.end(), [](const auto& a, const auto& b) {
    return a.peak_power_share > b.peak_power_share;
  });
  std::vector<LineChart> charts;
  for (const kinematics::Rhythm& rhythm : rhythms)
    if (charts.size() < kMostSpectra) charts.push_back(spectrum_chart(rhythm));
  return charts;
}

LineChart height_chart(const kinematics::SitToStand& result) {
  LineChart chart;
  chart.title = "Height of the hips";
  chart.unit = "% of the way from seat to standing";
  chart.x_title = "time (s)";
  for (const kinematics::HipHeight& height : result.heights)
    chart.line.push_back({height.time.seconds(), 100 * height.share});
  for (const kinematics::Rise& rise : result.rises)
    chart.spans.emplace_back(rise.start.seconds(), rise.end.seconds());
  chart.summary = "Shaded: the rises.";
  return chart;
}

}  // namespace

std::vector<LineChart> task_charts(const kinematics::TaskResult& result) {
  std::vector<LineChart> charts = spectra(result.rhythms);
  if (result.sit_to_stand && !result.sit_to_stand->heights.empty())
    charts.push_back(height_chart(*result.sit_to_stand));
  for (const kinematics::Sway& sway : result.sways) charts.push_back(sway_chart(sway));
  return charts;
}

}  // namespace securepose::report
