#include "securepose/report/chart_data.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "securepose/report/curve_chart.h"
#include "securepose/report/cycle_chart.h"
#include "securepose/report/html.h"
#include "securepose/report/plot_frame.h"
#include "securepose/report/thinning.h"

namespace securepose::report {
namespace {

using Json = nlohmann::ordered_json;

/// All samples of all curves together; at 2.5 to 5 bytes each they take 1 to 2 MB of the page.
constexpr std::size_t kMostSamples = 400'000;
/// Of one curve; a zoom to a tenth still fills a screen.
constexpr std::size_t kMostSamplesPerCurve = 20'000;
constexpr std::size_t kLeastSamplesPerCurve = 1'000;

constexpr double kTimeStep_s = 1e-4;

/// Whole steps as differences; gaps are null.
class DifferenceList {
 public:
  explicit DifferenceList(double step) : step_(step) {}

  void add(std::optional<double> value) {
    if (!value || !std::isfinite(*value)) {
      list_.push_back(nullptr);
      return;
    }
    const std::int64_t steps = std::llround(*value / step_);
    list_.push_back(steps - last_);
    last_ = steps;
  }
  Json take() { return std::move(list_); }

 private:
  double step_;
  std::int64_t last_ = 0;
  Json list_ = Json::array();
};

/// A tenth of a degree for angles, else a thousandth of the range, rounded to a power of ten.
double step_for(std::string_view unit, AxisRange range) {
  if (unit == "°") return 0.1;
  return std::pow(10.0, std::floor(std::log10(std::max(range.span(), 1e-9) / 1000)));
}

Json differences(const std::vector<std::optional<double>>& values, double step) {
  DifferenceList list(step);
  for (const auto& value : values) list.add(value);
  return list.take();
}

/// Lengths of runs of equal flags, alternately off and on, the first off (and perhaps 0); what
/// follows the last run is off.
Json run_lengths(const std::vector<bool>& flags) {
  Json lengths = Json::array();
  bool on = false;
  std::size_t length = 0;
  for (const bool flag : flags) {
    if (flag != on) {
      lengths.push_back(length);
      length = 0;
      on = flag;
    }
    ++length;
  }
  if (on) lengths.push_back(length);
  return lengths;
}

Json value_axis(std::string_view unit, AxisRange range) {
  return {{"unit", unit}, {"low", range.low}, {"high", range.high}};
}

Json panel_data(const CurvePanel& panel, const std::vector<Curve>& thinned) {
  const AxisRange range = value_range(panel);
  const double step = step_for(panel.unit, range);
  Json curves = Json::array();
  for (const Curve& curve : thinned) {
    curves.push_back({{"side", side_name(curve.side)},
                      {"values", differences(curve.values, step)},
                      {"interpolated", run_lengths(curve.interpolated)}});
  }
  return {{"title", without_paths(panel.title)},
          {"axis", value_axis(panel.unit, range)},
          {"step", step},
          {"curves", std::move(curves)}};
}

Json cycle_data(const CyclePanel& panel) {
  const AxisRange range = value_range(panel);
  const double step = step_for(panel.unit, range);
  Json bands = Json::array();
  for (const CycleBand& band : panel.bands) {
    Json one = {{"side", side_name(band.side)},
                {"mean", differences(band.mean, step)},
                {"sd", differences(band.sd, step)}};
    if (band.final_contact_percent) one["final_contact_percent"] = *band.final_contact_percent;
    bands.push_back(std::move(one));
  }
  Json result = {{"title", without_paths(panel.title)},
                 {"axis", value_axis(panel.unit, range)},
                 {"step", step},
                 {"bands", std::move(bands)}};
  if (panel.reference) {
    const auto optional = [](const std::vector<double>& v) {
      return std::vector<std::optional<double>>(v.begin(), v.end());
    };
    result["reference"] = {{"mean", differences(optional(panel.reference->mean), step)},
                           {"sd", differences(optional(panel.reference->sd), step)}};
  }
  return result;
}

std::size_t samples_per_curve(const Movement& movement) {
  std::size_t curves = 1;
  for (const CurvePanel& panel : movement.panels) curves += panel.curves.size();
  return std::clamp(kMostSamples / curves, kLeastSamplesPerCurve, kMostSamplesPerCurve);
}

}  // namespace

Json chart_data(const Movement& movement) {
  Json panels = Json::array();
  Json times = Json::array();
  const std::size_t most = samples_per_curve(movement);
  for (const CurvePanel& panel : movement.panels) {
    const ThinnedCurves thinned = thin(movement.times, panel.curves, most);
    if (panels.empty()) {  // the same for every panel
      DifferenceList list(kTimeStep_s);
      for (const base::Timestamp& time : thinned.times) list.add(time.seconds());
      times = list.take();
    }
    panels.push_back(panel_data(panel, thinned.curves));
  }
  Json cycles = Json::array();
  for (const CyclePanel& panel : movement.cycles) cycles.push_back(cycle_data(panel));
  Json events = Json::array();
  for (const ContactEvent& event : movement.events) {
    events.push_back(
        {{"time_s", std::round(event.time.seconds() * 1e4) / 1e4},
         {"side", side_name(event.side)},
         {"kind", event.kind == EventKind::kInitialContact ? "initial_contact" : "final_contact"}});
  }
  Json passes = Json::array();
  for (const Pass& pass : movement.passes)
    passes.push_back({{"start_s", pass.start.seconds()}, {"end_s", pass.end.seconds()}});
  return {{"time_step_s", kTimeStep_s},
          {"times", std::move(times)},
          {"samples_per_two", samples_per_two(movement)},
          {"panels", std::move(panels)},
          {"cycles", std::move(cycles)},
          {"events", std::move(events)},
          {"passes", std::move(passes)}};
}

std::size_t samples_per_two(const Movement& movement) {
  return thin(movement.times, {}, samples_per_curve(movement)).samples_per_two;
}

}  // namespace securepose::report
