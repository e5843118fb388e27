#pragma once

#include "securepose/cli/command_line.h"
#include "securepose/cli/console.h"
#include "securepose/inference/doctor.h"

namespace securepose::cli {

/// `securepose doctor`: kFailed if something is missing.
ExitCode doctor_command(const CommandLine& line, const Console& console);

/// The examination as text for people.
std::string doctor_text(const inference::DoctorReport& report);

/// The examination for programs.
nlohmann::ordered_json doctor_json(const inference::DoctorReport& report);

}  // namespace securepose::cli
