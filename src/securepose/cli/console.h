#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "securepose/cli/option_values.h"
#include "securepose/cli/progress_display.h"

namespace securepose::cli {

/// Where a command prints.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;
  std::size_t columns = 80;  ///< of the terminal
  /// Standard output is a terminal, and NO_COLOR is not set (https://no-color.org).
  bool out_is_decorated = false;
};

/// How a command ends.
enum class ExitCode : int {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kNeedsReview = 3,
  kInterrupted = 130,
};

/// What --json prints: indented, ending with a line break. Names of files need not be UTF-8; what
/// is not, is replaced.
std::string json_text(const nlohmann::ordered_json& json);

/// What --quiet and the terminal ask for.
ProgressStyle progress_style(const OptionValues& values, const Console& console);

}  // namespace securepose::cli
