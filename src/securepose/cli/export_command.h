#pragma once

#include "securepose/cli/command_line.h"
#include "securepose/cli/console.h"

namespace securepose::cli {

/// `securepose export`.
ExitCode export_command(const CommandLine& line, const Console& console);

}  // namespace securepose::cli
