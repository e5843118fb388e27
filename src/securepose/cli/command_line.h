#pragma once

#include <string>
#include <utility>
#include <vector>

#include "securepose/cli/option_values.h"

namespace securepose::cli {

/// What the user typed, understood.
struct CommandLine {
  const CommandRow* command = nullptr;  ///< null: only --help, --version or nothing was given
  OptionValues values{kHelp};
  std::vector<std::string> operands;
  /// Options with values, each with one value, in the order given on the command line.
  std::vector<std::pair<std::string, std::string>> sequence;
  bool version = false;
};

/// Understands the arguments after the program's name; --config is read, too.
/// @throws base::Error(kUsage) for a command, an option or a value that is wrong, naming the
/// nearest; what read_config_file() throws.
CommandLine parse_command_line(const std::vector<std::string>& arguments);

}  // namespace securepose::cli
