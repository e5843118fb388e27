#include "securepose/cli/program.h"

#include <fmt/format.h>

#include <exception>
#include <new>

#include "securepose/base/error.h"
#include "securepose/base/program_identity.h"
#include "securepose/cli/check_command.h"
#include "securepose/cli/command_line.h"
#include "securepose/cli/completion.h"
#include "securepose/cli/doctor_command.h"
#include "securepose/cli/export_command.h"
#include "securepose/cli/help_text.h"
#include "securepose/cli/kinematics_command.h"
#include "securepose/cli/man_page.h"
#include "securepose/cli/models_command.h"
#include "securepose/cli/nearest_name.h"
#include "securepose/cli/track_command.h"
#include "securepose/cli/validate_command.h"

namespace securepose::cli {
namespace {

ExitCode code_of(base::ErrorKind kind) {
  switch (kind) {
    case base::ErrorKind::kUsage:
      return ExitCode::kUsage;
    case base::ErrorKind::kInterrupted:
      return ExitCode::kInterrupted;
    case base::ErrorKind::kInput:
    case base::ErrorKind::kEnvironment:
      break;
  }
  return ExitCode::kFailed;
}

ExitCode help_command(const CommandLine& line, const Console& console) {
  if (line.operands.empty()) {
    console.out << overview_text();
    return ExitCode::kDone;
  }
  const std::string& name = line.operands.front();
  const CommandRow* command = find_command(name);
  if (command == nullptr) {
    std::vector<std::string_view> known;
    for (const CommandRow& row : command_table()) known.push_back(row.name);
    throw base::Error(base::ErrorKind::kUsage, fmt::format("There is no command \"{}\".{}", name,
                                                           suggestion(name, known, "")));
  }
  console.out << help_text(*command);
  return ExitCode::kDone;
}

ExitCode completion_command(const CommandLine& line, const Console& console) {
  if (line.operands.size() != 1)
    throw base::Error(base::ErrorKind::kUsage,
                      "Name one shell, for instance: securepose completion bash");
  console.out << completion_script(line.operands.front());
  return ExitCode::kDone;
}

void refuse_operands(const CommandLine& line) {
  if (!line.operands.empty() && line.command->operands.empty())
    throw base::Error(
        base::ErrorKind::kUsage,
        fmt::format("`securepose {}` takes no \"{}\".", line.command->name, line.operands.front()));
}

ExitCode dispatch(const CommandLine& line, const Console& console,
                  const base::Cancellation& cancellation, const EnvironmentFactory& environment) {
  if (line.values.flag("help")) {
    console.out << help_text(*line.command);
    return ExitCode::kDone;
  }
  refuse_operands(line);
  switch (line.command->command) {
    case kRun:
      return run_command(line, console, cancellation, environment);
    case kKinematics:
      return kinematics_command(line, console);
    case kCheck:
      return check_command(line, console, cancellation);
    case kValidate:
      return validate_command(line, console, cancellation);
    case kExport:
      return export_command(line, console);
    case kTrack:
      return track_command(line, console, cancellation, environment);
    case kModels:
      return models_command(line, console);
    case kDoctor:
      return doctor_command(line, console);
    case kHelp:
      return help_command(line, console);
    case kMan:
      console.out << man_page(base::program_identity().version);
      return ExitCode::kDone;
    case kCompletion:
      return completion_command(line, console);
  }
  return ExitCode::kUsage;
}

ExitCode understand_and_run(const std::vector<std::string>& arguments, const Console& console,
                            const base::Cancellation& cancellation,
                            const EnvironmentFactory& environment) {
  const CommandLine line = parse_command_line(arguments);
  if (line.version) {
    console.out << "securepose " << base::program_identity().version << '\n';
    return ExitCode::kDone;
  }
  if (line.command == nullptr) {
    console.err << overview_text();
    return ExitCode::kUsage;
  }
  return dispatch(line, console, cancellation, environment);
}

}  // namespace

ExitCode run_program(const std::vector<std::string>& arguments, const Console& console,
                     const base::Cancellation& cancellation,
                     const EnvironmentFactory& environment) {
  try {
    return understand_and_run(arguments, console, cancellation, environment);
  } catch (const base::Error& error) {
    console.err << "securepose: " << error.what() << '\n';
    return code_of(error.kind());
  } catch (const std::bad_alloc&) {
    console.err << "securepose: The memory is used up. Close other programs and run again.\n";
  } catch (const std::exception& error) {
    console.err << "securepose: An unexpected fault: " << error.what()
                << ". Run again, and report it if it comes back.\n";
  }
  return ExitCode::kFailed;
}

}  // namespace securepose::cli
