#include <fmt/format.h>

#include <algorithm>

#include "securepose/report/html.h"
#include "securepose/report/sections.h"

namespace securepose::report {
namespace {

std::vector<Fact> run_rows(const RunFacts& run) {
  std::vector<Fact> rows{
      {"Recording", run.input_id},
      {"Picture", fmt::format("{} × {} px, upright", run.width_px, run.height_px)},
      {"Frames", count(run.frames)},
      {"Duration", length_text(run.duration)},
      {"Codec of the source", run.codec},
      {"Codec written", run.codec_written},
      {"Date", run.date.value_or("")},
      {"Program", run.program_version.empty() ? "" : "securepose " + run.program_version},
  };
  std::erase_if(rows, [](const Fact& row) { return row.value.empty(); });
  return rows;
}

std::vector<Fact> stage_rows(const std::vector<StageTime>& stages) {
  std::vector<Fact> rows;
  rows.reserve(stages.size());
  for (const StageTime& stage : stages)
    rows.push_back({stage.stage, number(stage.seconds, 1) + " s"});
  return rows;
}

std::string network_table(const std::vector<NetworkFact>& networks) {
  if (networks.empty()) return "";
  std::string html =
      R"(<h3>Networks</h3><table class="networks"><thead><tr><th scope="col">Network</th>)"
      R"(<th scope="col">Task</th><th scope="col">Version</th><th scope="col">Licence</th>)"
      R"(<th scope="col">SHA-256</th></tr></thead><tbody>)";
  for (const NetworkFact& network : networks) {
    html += fmt::format(R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td>)"
                        R"(<td class="hash">{}</td></tr>)",
                        prose(network.name), prose(network.task), prose(network.version),
                        prose(network.licence), prose(network.sha256));
  }
  return html + "</tbody></table>";
}

std::string definition_list(const ReportData& data) {
  std::vector<Definition> definitions = data.definitions;
  for (const Parameter& parameter : data.movement.parameters) {
    const bool known = std::any_of(definitions.begin(), definitions.end(), [&](const auto& other) {
      return other.term == parameter.label;
    });
    if (!parameter.definition.empty() && !known)
      definitions.push_back({parameter.label, parameter.definition, ""});
  }
  if (definitions.empty()) return "";
  std::string html = R"(<section id="definitions"><h2>Definitions</h2><dl>)";
  for (const Definition& definition : definitions) {
    html += fmt::format(
        "<div><dt>{}</dt><dd>{}{}</dd></div>", prose(definition.term), prose(definition.text),
        definition.source.empty() ? "" : fmt::format(" <cite>{}</cite>", prose(definition.source)));
  }
  return html + "</dl></section>";
}

}  // namespace

std::string fact_table(const std::string& caption, const std::vector<Fact>& facts) {
  if (facts.empty()) return "";
  std::string html =
      fmt::format("<table class=\"facts\"><caption>{}</caption><tbody>", prose(caption));
  for (const Fact& fact : facts) {
    html += fmt::format(R"(<tr><th scope="row">{}</th><td>{}</td></tr>)", prose(fact.name),
                        prose(fact.value));
  }
  return html + "</tbody></table>";
}

std::string facts_section(const ReportData& data) {
  std::string html = R"(<section id="facts"><h2>Run</h2><div class="columns">)";
  html += fact_table("Recording and program", run_rows(data.run));
  html += fact_table("Options", data.run.options);
  html += fact_table("Time per stage", stage_rows(data.run.stages));
  html += "</div>";
  html += network_table(data.run.networks);
  html += sentence_list(data.notes, "notes");
  return html + "</section>" + definition_list(data);
}

}  // namespace securepose::report
