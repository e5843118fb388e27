#pragma once

#include <string>
#include <vector>

#include "securepose/cli/command_line.h"
#include "securepose/cli/console.h"
#include "securepose/inference/doctor.h"
#include "securepose/media/ffmpeg_build.h"

namespace securepose::cli {

/// `securepose doctor`: kFailed if something is missing.
ExitCode doctor_command(const CommandLine& line, const Console& console);

/// What was found out about this machine.
struct Examination {
  inference::DoctorReport networks;
  media::FfmpegBuild video;

  /// What is wrong and what to do, a sentence each; empty if all is well.
  std::vector<std::string> problems() const;
};

/// The examination as text for people.
std::string doctor_text(const Examination& examination);

/// The examination for programs.
nlohmann::ordered_json doctor_json(const Examination& examination);

}  // namespace securepose::cli
