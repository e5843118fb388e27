#include "securepose/cli/option_table.h"

#include <algorithm>
#include <vector>

#include "securepose/cli/option_rows.h"

namespace securepose::cli {
namespace {

// The sections in the order of the help.
std::vector<OptionRow> all_sections() {
  std::vector<OptionRow> rows;
  for (const auto section :
       {output_section(), covering_section(), people_section(), corrections_section(),
        source_section(), poses_section(), drawn_faces_section(), movement_section(),
        reference_section(), running_section()})
    rows.insert(rows.end(), section.begin(), section.end());
  return rows;
}

}  // namespace

std::span<const OptionRow> option_table() {
  static const std::vector<OptionRow> kRows = all_sections();
  return kRows;
}

std::span<const CommandRow> command_table() { return command_rows(); }

const CommandRow* find_command(std::string_view name) {
  const auto commands = command_table();
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const CommandRow& row) { return row.name == name; });
  return found == commands.end() ? nullptr : &*found;
}

const OptionRow* find_option(std::string_view name) {
  const auto options = option_table();
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const OptionRow& row) { return row.name == name; });
  return found == options.end() ? nullptr : &*found;
}

std::vector<const OptionRow*> options_of(Command command) {
  std::vector<const OptionRow*> rows;
  for (const OptionRow& row : option_table()) {
    if ((row.commands & command) != 0) rows.push_back(&row);
  }
  return rows;
}

std::vector<std::string_view> split_choices(std::string_view choices) {
  std::vector<std::string_view> parts;
  while (!choices.empty()) {
    const std::size_t end = std::min(choices.find('|'), choices.size());
    parts.push_back(choices.substr(0, end));
    choices.remove_prefix(std::min(end + 1, choices.size()));
  }
  return parts;
}

}  // namespace securepose::cli
