#include "securepose/report/report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "securepose/report/chart_data.h"
#include "securepose/report/embed.h"
#include "securepose/report/html.h"
#include "securepose/report/picture_choice.h"
#include "securepose/report/report_bundle.h"
#include "securepose/report/sections.h"

namespace securepose::report {
namespace {

/// Nothing may be loaded; only this script and this style sheet run; pictures come with the page.
std::string policy() {
  return fmt::format(
      "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; "
      "form-action 'none'",
      policy_hash(kReportScript), policy_hash(kReportStyle));
}

std::string head(const ReportData& data) {
  return fmt::format(
      R"(<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{}">)"
      R"(<meta name="viewport" content="width=device-width, initial-scale=1">)"
      R"(<meta name="color-scheme" content="light"><meta name="robots" content="noindex">)"
      R"(<meta name="referrer" content="no-referrer"><title>securepose report {}</title>)"
      "<style>{}</style></head>",
      escape(policy()), prose(data.run.input_id), kReportStyle);
}

std::string footer(const ReportData& data) {
  return fmt::format(
      "<footer><p>Made by securepose {}. This page is complete in itself and loads nothing from "
      "elsewhere. Angles are measured in the plane of the picture.</p></footer>",
      prose(data.run.program_version));
}

}  // namespace

std::string render_report(const ReportData& data) {
  const PictureChoice pictures = choose_pictures(data.deidentification, PictureBudget{});
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\">" + head(data) + "<body>";
  html += masthead(data);
  html += "<main>";
  html += verdict_section(data);
  html += deidentification_section(data, pictures);
  html += movement_section(data);
  html += facts_section(data);
  html += "</main>";
  html += footer(data);
  html += fmt::format(R"(<script type="application/json" id="chart-data">{}</script>)",
                      json_for_script(chart_data(data.movement)));
  html += fmt::format("<script>{}</script></body></html>\n", kReportScript);
  return html;
}

}  // namespace securepose::report
