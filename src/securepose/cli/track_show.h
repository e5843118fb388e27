#pragma once

#include <filesystem>

#include "securepose/base/cancellation.h"
#include "securepose/cli/command_line.h"
#include "securepose/cli/console.h"

namespace securepose::cli {

/// `securepose track show`: draws the people of a result over time and writes people.png into it.
ExitCode track_show(const CommandLine& line, const std::filesystem::path& folder,
                    const Console& console, const base::Cancellation& cancellation);

}  // namespace securepose::cli
