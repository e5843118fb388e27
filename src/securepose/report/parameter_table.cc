#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "securepose/report/html.h"
#include "securepose/report/sections.h"

namespace securepose::report {
namespace {

bool has_value(const std::optional<ParameterValue>& value) {
  return value && value->mean.has_value();
}

bool has_any_value(const Parameter& parameter) {
  return has_value(parameter.both) || has_value(parameter.left) || has_value(parameter.right);
}

std::string cell(const std::optional<ParameterValue>& value, int decimals) {
  if (!has_value(value)) return R"(<td class="empty">–</td>)";
  std::string html = fmt::format("<b>{}</b>", number(*value->mean, decimals));
  if (value->sd) html += fmt::format(" ± {}", number(*value->sd, decimals));
  std::string details;
  if (value->cv_percent) details = fmt::format("CV {} %", number(*value->cv_percent, 1));
  if (value->count) details += fmt::format("{}n = {}", details.empty() ? "" : " · ", *value->count);
  if (!details.empty()) html += fmt::format("<small>{}</small>", details);
  return fmt::format("<td{}>{}</td>", value->flags.empty() ? "" : R"( class="flagged")", html);
}

/// Flags with the side they belong to; one that all sides share stands once.
std::string flags_text(const Parameter& parameter) {
  std::map<std::string, std::string> sides_of_flag;
  const auto collect = [&](const std::optional<ParameterValue>& value, const std::string& side) {
    if (!value) return;
    for (const std::string& flag : value->flags) {
      std::string& sides = sides_of_flag[flag];
      sides += (sides.empty() ? "" : ", ") + side;
    }
  };
  collect(parameter.left, "left");
  collect(parameter.right, "right");
  collect(parameter.both, "both");
  std::string text;
  for (const auto& [flag, sides] : sides_of_flag)
    text += fmt::format("{}{} ({})", text.empty() ? "" : "; ", flag, sides);
  return text;
}

struct Columns {
  bool symmetry = false;
  bool reference = false;
  bool notes = false;
};

Columns columns_of(const std::vector<Parameter>& parameters) {
  Columns columns;
  for (const Parameter& parameter : parameters) {
    if (!has_any_value(parameter)) continue;
    columns.symmetry = columns.symmetry || parameter.symmetry_percent;
    columns.reference = columns.reference || parameter.reference;
    columns.notes = columns.notes || !flags_text(parameter).empty();
  }
  return columns;
}

std::string row(const ReportData& data, const Parameter& parameter, Columns columns) {
  std::string html = fmt::format(R"(<tr><th scope="row">{}</th><td class="unit">{}</td>{}{}{})",
                                 defined_term(data, parameter.label), prose(parameter.unit),
                                 cell(parameter.left, parameter.decimals),
                                 cell(parameter.right, parameter.decimals),
                                 cell(parameter.both, parameter.decimals));
  if (columns.symmetry) {
    html += parameter.symmetry_percent
                ? fmt::format("<td>{} %</td>", number(*parameter.symmetry_percent, 0))
                : R"(<td class="empty">–</td>)";
  }
  if (columns.reference)
    html += fmt::format("<td>{}</td>", prose(parameter.reference.value_or("–")));
  if (columns.notes)
    html += fmt::format("<td class=\"remarks\">{}</td>", prose(flags_text(parameter)));
  return html + "</tr>";
}

/// What is missing, grouped by its reason, in the order of the table.
std::string missing_list(const std::vector<Parameter>& parameters) {
  std::vector<std::pair<std::string, std::string>> groups;
  for (const Parameter& parameter : parameters) {
    if (has_any_value(parameter)) continue;
    const std::string reason =
        parameter.missing_reason.empty() ? "No reason was recorded." : parameter.missing_reason;
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const auto& entry) { return entry.first == reason; });
    if (group == groups.end())
      groups.emplace_back(reason, parameter.label);
    else
      group->second += ", " + parameter.label;
  }
  if (groups.empty()) return "";
  std::string html = "<h4>Not reported, and why</h4><dl class=\"missing\">";
  for (const auto& [reason, labels] : groups)
    html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", prose(labels), prose(reason));
  return html + "</dl>";
}

std::string table_of(const ReportData& data, const std::vector<Parameter>& parameters) {
  if (!std::any_of(parameters.begin(), parameters.end(), has_any_value)) return "";
  const Columns columns = columns_of(parameters);
  std::string html = fmt::format(
      R"(<table class="parameters"><caption>Mean ± standard deviation; CV: coefficient of )"
      R"(variation; n: steps or strides</caption><thead><tr><th scope="col">Parameter</th>)"
      R"(<th scope="col">Unit</th><th scope="col" class="left">Left</th>)"
      R"(<th scope="col" class="right">Right</th><th scope="col">Both</th>{}{}{}</tr></thead>)"
      "<tbody>",
      columns.symmetry ? R"(<th scope="col">Right ÷ left</th>)" : "",
      columns.reference ? R"(<th scope="col">Reference</th>)" : "",
      columns.notes ? R"(<th scope="col">Notes</th>)" : "");
  for (const Parameter& parameter : parameters)
    if (has_any_value(parameter)) html += row(data, parameter, columns);
  return html + "</tbody></table>";
}

std::vector<Parameter> rows_of(const ReportData& data, bool of_joint) {
  std::vector<Parameter> rows;
  for (const Parameter& parameter : data.movement.parameters)
    if (parameter.of_joint == of_joint) rows.push_back(parameter);
  return rows;
}

}  // namespace

std::string parameter_table(const ReportData& data) {
  const std::vector<Parameter> parameters = rows_of(data, /*of_joint=*/false);
  if (parameters.empty()) return "";
  return "<h3>Gait parameters</h3>" + table_of(data, parameters) + missing_list(parameters);
}

std::string joint_table(const ReportData& data) {
  // Why an angle is missing stands with the curves.
  const std::string table = table_of(data, rows_of(data, /*of_joint=*/true));
  return table.empty() ? "" : "<h3>Angles in each stride</h3>" + table;
}

}  // namespace securepose::report
