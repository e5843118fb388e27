#include "securepose/cli/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/cli/config_file.h"
#include "securepose/cli/nearest_name.h"

namespace securepose::cli {
namespace {

// Where CLI11 puts what it finds; the texts are checked by OptionValues.
struct Found {
  const OptionRow* row = nullptr;
  const CLI::Option* option = nullptr;
  std::vector<std::string> texts;
  bool flag = false;
};

class Parser {
 public:
  explicit Parser(const CommandRow& command)
      : command_(command), app_(std::string(command.summary)) {
    app_.set_help_flag();
    app_.allow_extras();
    app_.add_option("operands", operands_);
    for (const OptionRow* row : options_of(command.command)) add(*row);
  }

  CommandLine parse(std::vector<std::string> arguments) {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    try {
      app_.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
      throw usage_error(error.what());
    }
    refuse_extras();
    CommandLine line;
    line.command = &command_;
    line.values = OptionValues(command_.command);
    for (const Found& found : found_) {
      const std::string origin = "--" + std::string(found.row->name);
      if (found.row->kind == ValueKind::kFlag) {
        if (found.flag) line.values.set(*found.row, {"true"}, origin);
      } else {
        line.values.set(*found.row, found.texts, origin);
      }
    }
    line.operands = operands_;
    line.sequence = sequence();
    return line;
  }

 private:
  void add(const OptionRow& row) {
    Found& found = found_.emplace_back();
    found.row = &row;
    std::string names = "--" + std::string(row.name);
    if (row.letter != 0) names = fmt::format("-{},{}", row.letter, names);
    if (row.kind == ValueKind::kFlag) {
      found.option = app_.add_flag(names, found.flag);
    } else {
      found.option = app_.add_option(names, found.texts)
                         ->type_name(std::string(row.value_name))
                         ->allow_extra_args(false);
    }
  }

  // CLI11 tells the order of options, each with the values that it was given one after the other.
  std::vector<std::pair<std::string, std::string>> sequence() const {
    std::vector<std::pair<std::string, std::string>> result;
    std::map<const CLI::Option*, std::size_t> taken;
    for (const CLI::Option* option : app_.parse_order()) {
      const auto found = std::find_if(found_.begin(), found_.end(), [&](const Found& candidate) {
        return candidate.option == option && candidate.row->kind != ValueKind::kFlag;
      });
      if (found == found_.end()) continue;
      const std::size_t index = taken[option]++;
      if (index < found->texts.size())
        result.emplace_back(std::string(found->row->name), found->texts[index]);
    }
    return result;
  }

  void refuse_extras() const {
    for (const std::string& extra : app_.remaining()) {
      const std::string name = extra.substr(0, extra.find('='));
      const std::size_t dashes = std::min<std::size_t>(name.find_first_not_of('-'), 2);
      std::vector<std::string_view> known;
      for (const OptionRow* row : options_of(command_.command)) known.push_back(row->name);
      throw usage_error(fmt::format("There is no option {}.{}", name,
                                    suggestion(name.substr(dashes), known, "--")));
    }
  }

  base::Error usage_error(const std::string& what) const {
    const bool sentence = what.ends_with('.') || what.ends_with('?');
    return {base::ErrorKind::kUsage,
            fmt::format("{}{} `securepose {} --help` explains its options.", what,
                        sentence ? "" : ".", command_.name)};
  }

  const CommandRow& command_;
  CLI::App app_;
  std::deque<Found> found_;
  std::vector<std::string> operands_;
};

base::Error unknown_command(const std::string& name) {
  std::vector<std::string_view> known;
  for (const CommandRow& row : command_table()) known.push_back(row.name);
  return {base::ErrorKind::kUsage,
          fmt::format("There is no command \"{}\".{} `securepose help` lists them.", name,
                      suggestion(name, known, ""))};
}

}  // namespace

CommandLine parse_command_line(const std::vector<std::string>& arguments) {
  CommandLine line;
  if (arguments.empty()) return line;
  const std::string& first = arguments.front();
  if (first == "--version" || first == "-V") {
    line.version = true;
    return line;
  }
  if (first == "--help" || first == "-h") {
    line.command = find_command("help");
    return line;
  }
  const CommandRow* command = find_command(first);
  if (command == nullptr) throw unknown_command(first);
  line = Parser(*command).parse({arguments.begin() + 1, arguments.end()});
  if (find_option("config") != nullptr && (find_option("config")->commands & command->command)) {
    const std::string file = line.values.text("config");
    if (!file.empty()) read_config_file(file, line.values);
  }
  return line;
}

}  // namespace securepose::cli
