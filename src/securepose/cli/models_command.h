#pragma once

#include "securepose/cli/command_line.h"
#include "securepose/cli/console.h"

namespace securepose::cli {

/// `securepose models`: kFailed if verify finds a network missing or changed.
ExitCode models_command(const CommandLine& line, const Console& console);

}  // namespace securepose::cli
