#include <fmt/format.h>

#include <algorithm>

#include "securepose/report/html.h"
#include "securepose/report/sections.h"

namespace securepose::report {
namespace {

std::vector<Fact> run_rows(const RunFacts& run) {
  std::vector<Fact> rows{
      {"Recording", run.input_id},
      {"Picture",
       run.width_px > 0 ? fmt::format("{} × {} px, upright", run.width_px, run.height_px) : ""},
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

/// Without those that are empty.
std::vector<Fact> used_options(std::vector<Fact> options) {
  std::erase_if(options, [](const Fact& option) {
    return option.value.empty() || option.value == "[]" || option.value == "null";
  });
  return options;
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

std::string definition_list(const std::vector<Definition>& definitions) {
  if (definitions.empty()) return "";
  std::string html = R"(<section id="definitions"><h2>Definitions</h2><dl>)";
  for (const Definition& definition : definitions) {
    html += fmt::format(
        R"(<div id="{}"><dt>{}</dt><dd>{}{}</dd></div>)", definition_anchor(definition.term),
        prose(definition.term), prose(definition.text),
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
  html += fact_table("Options", used_options(data.run.options));
  html += fact_table("Time per stage", stage_rows(data.run.stages));
  html += "</div>";
  html += network_table(data.run.networks);
  html += sentence_list(data.notes, "notes");
  return html + "</section>" + definition_list(definitions_of(data));
}

std::vector<Definition> definitions_of(const ReportData& data) {
  std::vector<Definition> definitions = data.definitions;
  const auto add = [&](const Definition& definition) {
    const bool known = std::any_of(definitions.begin(), definitions.end(), [&](const auto& other) {
      return other.term == definition.term;
    });
    if (!definition.text.empty() && !known) definitions.push_back(definition);
  };
  for (const Definition& definition : data.movement.definitions) add(definition);
  for (const Parameter& parameter : data.movement.parameters) {
    const bool measured = parameter.both || parameter.left || parameter.right;
    if (measured) add({parameter.label, parameter.definition, ""});
  }
  return definitions;
}

std::string defined_term(const ReportData& data, const std::string& term) {
  for (const Definition& definition : definitions_of(data)) {
    if (definition.term == term)
      return fmt::format(R"(<a class="term" href="#{}">{}</a>)", definition_anchor(term),
                         prose(term));
  }
  return prose(term);
}

}  // namespace securepose::report
