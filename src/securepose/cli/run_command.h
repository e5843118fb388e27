#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/cli/command_line.h"
#include "securepose/cli/console.h"
#include "securepose/pipeline/batch_run.h"

namespace securepose::cli {

/// Gives what the run needs of the machine; pipeline::installed_environment, or a test's own.
using EnvironmentFactory =
    std::function<pipeline::RunEnvironment(const perception::PerceptionOptions&)>;

/// `securepose run`.
ExitCode run_command(const CommandLine& line, const Console& console,
                     const base::Cancellation& cancellation, const EnvironmentFactory& environment);

/// What became of a video, in words, with the reasons if a person has to look.
std::string summary_of(const pipeline::VideoOutcome& outcome);

/// What --json prints.
nlohmann::ordered_json outcome_json(const std::vector<pipeline::VideoOutcome>& outcomes,
                                    ExitCode code);

/// The exit code of a call: a failure weighs most; a wrong option beats a bad video if every
/// failure is one.
ExitCode exit_code_of(const std::vector<pipeline::VideoOutcome>& outcomes, bool require_verified);

}  // namespace securepose::cli
