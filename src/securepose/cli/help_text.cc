#include "securepose/cli/help_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace securepose::cli {
namespace {

constexpr std::size_t kOptionColumn = 30;

std::string option_heading(const OptionRow& row) {
  std::string heading = row.letter != 0 ? fmt::format("  -{}, ", row.letter) : "      ";
  heading += fmt::format("--{}", row.name);
  if (!row.value_name.empty()) heading += fmt::format(" {}", row.value_name);
  return heading;
}

std::string option_explanation(const OptionRow& row) {
  std::string text(row.help);
  if (row.kind == ValueKind::kChoice)
    text += fmt::format(" One of {}.", fmt::join(split_choices(row.choices), ", "));
  if (!row.default_value.empty()) text += fmt::format(" Default: {}.", row.default_value);
  if (!row.example.empty()) text += fmt::format(" Example: {}", row.example);
  return text;
}

std::string option_text(const OptionRow& row) {
  std::string text = option_heading(row);
  if (text.size() + 2 > kOptionColumn)
    text += "\n" + std::string(kOptionColumn, ' ');
  else
    text.resize(kOptionColumn, ' ');
  return text + wrapped(option_explanation(row), kOptionColumn) + "\n";
}

std::vector<std::string_view> sections_of(const std::vector<const OptionRow*>& options) {
  std::vector<std::string_view> sections;
  for (const OptionRow* row : options) {
    if (std::find(sections.begin(), sections.end(), row->section) == sections.end())
      sections.push_back(row->section);
  }
  return sections;
}

std::string examples_text(std::string_view examples) {
  std::string text = "Examples:\n";
  while (!examples.empty()) {
    const std::size_t end = std::min(examples.find('\n'), examples.size());
    text += fmt::format("  {}\n", examples.substr(0, end));
    examples.remove_prefix(std::min(end + 1, examples.size()));
  }
  return text;
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string lines;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (column > indent && column + 1 + word.size() > width) {
      lines += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += word.size();
  }
  return lines;
}

std::string overview_text() {
  std::string text =
      "securepose covers every face in clinical videos and measures movement, on this computer "
      "alone.\n\nUsage: securepose COMMAND ...\n\nCommands:\n";
  for (const CommandRow& row : command_table())
    text += fmt::format("  {:<12} {}\n", row.name, row.summary);
  text +=
      "\n`securepose help COMMAND` explains one of them; `securepose --version` tells the "
      "version.\n\nExit codes: 0 done; 1 failed, nothing half-written; 2 wrong usage; 3 done, but "
      "a person\nhas to look and --require-verified was given; 130 interrupted, can be resumed.\n";
  return text;
}

std::string help_text(const CommandRow& command) {
  const auto options = options_of(command.command);
  std::string text =
      fmt::format("{}\n\nUsage: securepose {} [OPTIONS]", command.summary, command.name);
  if (!command.operands.empty()) text += fmt::format(" {}", command.operands);
  text += fmt::format("\n\n{}\n", wrapped(command.description, 0));
  if (!command.operand_help.empty())
    text += fmt::format("\n  {}\n      {}\n", command.operands, wrapped(command.operand_help, 6));
  for (const std::string_view section : sections_of(options)) {
    text += fmt::format("\n{}:\n", section);
    for (const OptionRow* row : options) {
      if (row->section == section) text += option_text(*row);
    }
  }
  return text + "\n" + examples_text(command.examples);
}

}  // namespace securepose::cli
