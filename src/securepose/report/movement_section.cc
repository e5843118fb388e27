#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "securepose/report/chart_data.h"
#include "securepose/report/curve_chart.h"
#include "securepose/report/cycle_chart.h"
#include "securepose/report/html.h"
#include "securepose/report/line_chart.h"
#include "securepose/report/plot_frame.h"
#include "securepose/report/sections.h"
#include "securepose/report/skeleton_chart.h"

namespace securepose::report {
namespace {

/// A longer table of passes is closed until it is asked for.
constexpr std::size_t kOpenPasses = 8;

constexpr std::string_view kCurveLegend =
    R"(<ul class="legend"><li><span class="line left"></span>left</li>)"
    R"(<li><span class="line right"></span>right</li>)"
    R"(<li><span class="line dashed"></span>interpolated</li>)"
    R"(<li><span class="gap"></span>gap: not seen, not filled</li>)"
    R"(<li><svg class="key" viewBox="0 0 14 12" aria-hidden="true"><path class="mark midline" )"
    R"(d="M7 11l-4 -7h8z"/></svg>initial contact</li>)"
    R"(<li><svg class="key" viewBox="0 0 14 12" aria-hidden="true"><path class="mark open midline" )"
    R"(d="M7 3l-4 7h8z"/></svg>final contact</li>)"
    R"(<li><span class="swatch pass"></span>pass</li></ul>)";

constexpr std::string_view kCycleLegend =
    R"(<ul class="legend"><li><span class="line left"></span>left</li>)"
    R"(<li><span class="line right"></span>right</li>)"
    R"(<li><span class="swatch band"></span>± one standard deviation</li>)"
    R"(<li><span class="upright"></span>final contact (end of stance)</li></ul>)";

std::string chart_title(const ReportData& data, const std::string& title, const std::string& unit,
                        const std::string& direction) {
  std::string html = fmt::format("<strong>{}</strong>", defined_term(data, title));
  if (!unit.empty()) html += fmt::format(" <span class=\"unit\">({})</span>", prose(unit));
  if (!direction.empty())
    html += fmt::format("<span class=\"direction\">{}</span>", prose(direction));
  return html;
}

/// `kind` and `position` tell the script which numbers belong to this chart.
std::string chart_figure(std::string_view kind, std::size_t position, const std::string& title,
                         const std::string& drawing, const std::string& summary) {
  return fmt::format(
      R"(<figure class="panel"><figcaption>{}</figcaption><div class="plot" data-{}="{}">{}</div>)"
      R"(<p class="readout">{}</p></figure>)",
      title, kind, position, drawing, prose(summary));
}

/// "Knee flexion", "Knee flexion (left)", or with another reason for each side both.
std::string missing_name(const CurvePanel& panel, const Curve& curve) {
  const bool all_alike =
      std::all_of(panel.curves.begin(), panel.curves.end(),
                  [&](const Curve& other) { return other.missing_reason == curve.missing_reason; });
  if (curve.side == Side::kMidline || all_alike) return panel.title;
  return fmt::format("{} ({})", panel.title, side_name(curve.side));
}

/// What is missing, grouped by its reason, in the order of the panels.
std::string missing_reasons(const std::vector<CurvePanel>& panels) {
  std::vector<std::pair<std::string, std::vector<std::string>>> groups;
  for (const CurvePanel& panel : panels) {
    for (const Curve& curve : panel.curves) {
      if (curve.missing_reason.empty()) continue;
      auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& entry) {
        return entry.first == curve.missing_reason;
      });
      if (group == groups.end()) group = groups.insert(group, {curve.missing_reason, {}});
      const std::string name = missing_name(panel, curve);
      if (group->second.empty() || group->second.back() != name) group->second.push_back(name);
    }
  }
  if (groups.empty()) return "";
  std::string html = "<h4>Angles not reported, and why</h4><dl class=\"missing\">";
  for (const auto& [reason, names] : groups) {
    html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>",
                        prose(fmt::format("{}", fmt::join(names, ", "))), prose(reason));
  }
  return html + "</dl>";
}

std::string curve_grid(const ReportData& data, bool secondary) {
  const Movement& movement = data.movement;
  std::string figures;
  for (std::size_t i = 0; i < movement.panels.size(); ++i) {
    const CurvePanel& panel = movement.panels[i];
    if (panel.secondary != secondary || !has_values(panel)) continue;
    figures += chart_figure("panel", i, chart_title(data, panel.title, panel.unit, panel.direction),
                            curve_chart(panel, movement), curve_summary(panel));
  }
  if (figures.empty()) return "";
  const std::string_view size = is_dense(movement)            ? " one dense"
                                : needs_wide_charts(movement) ? " one"
                                                              : "";
  return fmt::format(R"(<div class="panels{}">{}</div>)", size, figures);
}

std::string curves(const ReportData& data) {
  const Movement& movement = data.movement;
  const std::string primary = curve_grid(data, false);
  const std::string secondary = curve_grid(data, true);
  if (primary.empty() && secondary.empty()) return missing_reasons(movement.panels);
  std::string html = "<h3>Angles over time</h3>";
  html += kCurveLegend;
  html += R"(<div class="tools" data-tools></div>)";
  html += primary;
  if (const std::size_t samples = samples_per_two(movement); samples > 2) {
    html += fmt::format(
        "<p class=\"note\">To keep this page small, the lowest and the highest of every {} samples "
        "are shown; angles.csv has all.</p>",
        samples);
  }
  if (!secondary.empty())
    html += fmt::format("<details><summary>More angles</summary>{}</details>", secondary);
  return html + missing_reasons(movement.panels);
}

std::string cycles(const ReportData& data) {
  const Movement& movement = data.movement;
  if (movement.cycles.empty()) return "";
  std::string html = "<h3>Angles over the gait cycle</h3>";
  html += kCycleLegend;
  html += R"(<div class="panels three">)";
  for (std::size_t i = 0; i < movement.cycles.size(); ++i) {
    const CyclePanel& panel = movement.cycles[i];
    html += chart_figure("cycle", i, chart_title(data, panel.title, panel.unit, panel.direction),
                         cycle_chart(panel), cycle_summary(panel));
  }
  html += "</div>";
  for (const CyclePanel& panel : movement.cycles) {
    if (!panel.reference) continue;
    return html + fmt::format("<p class=\"note\">Grey: reference, {}.</p>",
                              prose(panel.reference->source));
  }
  return html;
}

std::string strip(const SkeletonStrip& skeletons) {
  const std::string drawing = skeleton_chart(skeletons);
  if (drawing.empty()) return "";
  return fmt::format("<h3>Stick figures</h3>{}<div class=\"wide\">{}</div>",
                     skeletons.description.empty()
                         ? ""
                         : fmt::format("<p class=\"note\">{}</p>", prose(skeletons.description)),
                     drawing);
}

std::string task_panels(const std::vector<LineChart>& charts) {
  if (charts.empty()) return "";
  std::string html = R"(<div class="panels">)";
  for (const LineChart& chart : charts)
    html += fmt::format(
        R"(<figure class="panel"><figcaption><strong>{}</strong> <span class="unit">({})</span>)"
        R"(</figcaption><div class="plot">{}</div><p class="readout">{}</p></figure>)",
        prose(chart.title), prose(chart.unit), line_chart(chart), prose(chart.summary));
  return html + "</div>";
}

std::string passes(const std::vector<Pass>& all) {
  if (all.empty()) return "";
  std::string html =
      fmt::format("<details{}>", all.size() <= kOpenPasses ? " open" : "") +
      R"(<summary>Passes</summary><table class="passes"><thead><tr>)"
      R"(<th scope="col">No.</th><th scope="col">Time (min:s)</th><th scope="col">Activity</th>)"
      R"(<th scope="col">View</th></tr></thead><tbody>)";
  for (std::size_t i = 0; i < all.size(); ++i) {
    html += fmt::format(R"(<tr><th scope="row">{}</th><td>{} – {}</td><td>{}</td><td>{}</td></tr>)",
                        i + 1, clock(all[i].start), clock(all[i].end), prose(all[i].activity),
                        prose(all[i].view));
  }
  return html + "</tbody></table></details>";
}

std::string patient_text(const std::optional<Patient>& patient) {
  if (!patient) return "";
  std::string html = fmt::format(
      "<div class=\"patient\"><p><strong>Patient: {}</strong>, {}.", person_name(patient->person),
      patient->chosen_by_user
          ? "chosen by the user"
          : fmt::format("suggested with a certainty of {} %", number(100 * patient->certainty, 0)));
  if (patient->runner_up)
    html += fmt::format(" Next most likely: {}.", person_name(*patient->runner_up));
  return html + "</p>" + sentence_list(patient->reasons, "reasons") + "</div>";
}

}  // namespace

std::string movement_section(const ReportData& data) {
  const Movement& movement = data.movement;
  std::string html = R"(<section id="movement"><h2>Movement</h2>)";
  html += patient_text(data.patient);
  if (!movement.view.empty())
    html += fmt::format("<p><strong>View:</strong> {}.</p>", prose(movement.view));
  if (!movement.missing_reason.empty())
    html += fmt::format("<p class=\"absent\">{}</p>", prose(movement.missing_reason));
  else if (movement.panels.empty() && movement.parameters.empty())
    html += "<p class=\"absent\">No movement was measured in this run.</p>";
  if (!movement.task.empty()) html += fact_table(movement.task_title, movement.task);
  html += task_panels(movement.task_charts);
  html += parameter_table(data);
  html += strip(movement.strip);
  html += cycles(data);
  html += joint_table(data);
  html += curves(data);
  html += passes(movement.passes);
  html += fact_table("Quality of the data", movement.quality);
  html += sentence_list(movement.notes, "notes");
  return html + "</section>";
}

}  // namespace securepose::report
