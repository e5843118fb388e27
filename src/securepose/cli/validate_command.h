#pragma once

#include "securepose/base/cancellation.h"
#include "securepose/cli/command_line.h"
#include "securepose/cli/console.h"

namespace securepose::cli {

/// `securepose validate RESULT... --faces FILE`: kDone if every drawn face is covered, kNeedsReview
/// if one lies open.
ExitCode validate_command(const CommandLine& line, const Console& console,
                          const base::Cancellation& cancellation);

}  // namespace securepose::cli
