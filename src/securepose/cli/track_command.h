#pragma once

#include "securepose/base/cancellation.h"
#include "securepose/cli/command_line.h"
#include "securepose/cli/console.h"
#include "securepose/cli/run_command.h"

namespace securepose::cli {

/// `securepose track edit` and `securepose track show`.
ExitCode track_command(const CommandLine& line, const Console& console,
                       const base::Cancellation& cancellation,
                       const EnvironmentFactory& environment);

}  // namespace securepose::cli
