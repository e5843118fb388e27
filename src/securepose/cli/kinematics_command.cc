#include "securepose/cli/kinematics_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "securepose/base/counted.h"
#include "securepose/base/error.h"
#include "securepose/cli/run_binding.h"
#include "securepose/formats/comparison.h"
#include "securepose/pipeline/poses_run.h"

namespace securepose::cli {
namespace {

ExitCode compare(const CommandLine& line, const Console& console) {
  if (line.operands.size() != 2)
    throw base::Error(base::ErrorKind::kUsage,
                      "Name two results, for instance: securepose kinematics --compare before "
                      "after");
  const formats::MovementComparison comparison =
      formats::compare_movements(formats::read_stored_movement(line.operands[1]),
                                 formats::read_stored_movement(line.operands[0]));
  if (line.values.flag("json")) {
    nlohmann::ordered_json json = {{"command", "kinematics"}, {"exit_code", 0}};
    json.update(formats::comparison_json(comparison));
    console.out << json_text(json);
  } else if (!line.values.flag("quiet")) {
    console.out << formats::comparison_text(comparison);
  }
  return ExitCode::kDone;
}

}  // namespace

ExitCode kinematics_command(const CommandLine& line, const Console& console) {
  const OptionValues& values = line.values;
  if (values.flag("compare")) return compare(line, console);
  if (!line.operands.empty())
    throw base::Error(base::ErrorKind::kUsage,
                      fmt::format("\"{}\" stands alone; a folder of poses is named with --poses.",
                                  line.operands.front()));
  const pipeline::PosesRunRequest request = poses_request(values);
  const pipeline::PosesRunOutcome outcome = pipeline::run_poses(request);
  if (values.flag("json")) {
    const nlohmann::ordered_json json = {
        {"command", "kinematics"}, {"exit_code", 0},           {"folder", request.out.string()},
        {"files", outcome.files},  {"frames", outcome.frames}, {"people", outcome.people},
        {"notes", outcome.notes}};
    console.out << json_text(json);
  }
  if (!values.flag("quiet")) {
    console.err << fmt::format(
        "{} -> {}: {}, {}.\n", request.poses.string(), request.out.string(),
        base::counted(static_cast<std::int64_t>(outcome.frames), "frame", "frames"),
        fmt::join(outcome.files, ", "));
    for (const std::string& note : outcome.notes) console.err << note << '\n';
  }
  return ExitCode::kDone;
}

}  // namespace securepose::cli
