#pragma once

#include <string>

#include "securepose/base/cancellation.h"
#include "securepose/check/check.h"
#include "securepose/cli/command_line.h"
#include "securepose/cli/console.h"

namespace securepose::cli {

/// `securepose check ORIGINAL DEIDENTIFIED`: kDone if nothing was found, kNeedsReview if something
/// lies open.
ExitCode check_command(const CommandLine& line, const Console& console,
                       const base::Cancellation& cancellation);

/// What the check found, for people.
std::string check_text(const check::CheckResult& result);
/// The same for programs.
std::string check_json(const check::CheckResult& result);

}  // namespace securepose::cli
