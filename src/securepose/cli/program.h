#pragma once

#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/cli/console.h"
#include "securepose/cli/run_command.h"

namespace securepose::cli {

/// The whole program but for its process: understands the arguments after the program's name, does
/// what they say and turns every error into one sentence on console.err and an exit code.
ExitCode run_program(const std::vector<std::string>& arguments, const Console& console,
                     const base::Cancellation& cancellation, const EnvironmentFactory& environment);

}  // namespace securepose::cli
