#include "securepose/cli/doctor_command.h"

#include <fmt/format.h>

#include "securepose/base/error.h"
#include "securepose/pipeline/program_identity.h"

namespace securepose::cli {
namespace {

using inference::DoctorReport;
using inference::NetworkHealth;

ExitCode code_of(const DoctorReport& report) {
  return report.healthy() ? ExitCode::kDone : ExitCode::kFailed;
}

std::string network_line(const NetworkHealth& network) {
  const std::string size = fmt::format("{}", fmt::join(network.input_shape, "x"));
  if (network.median_ms)
    return fmt::format("  {:<18} good     {:>7.1f} ms  {:<16} {}\n", network.entry.id,
                       *network.median_ms, size, network.entry.purpose);
  return fmt::format("  {:<18} {}\n", network.entry.id,
                     network.problem.empty() ? "good" : network.problem);
}

}  // namespace

std::string doctor_text(const DoctorReport& report) {
  std::string text = fmt::format("securepose {}\n", pipeline::program_identity().version);
  text += fmt::format("Processor: {}, {} threads for the networks\n", report.processor.name,
                      report.threads);
  text += fmt::format("OpenVINO: {}\n", report.openvino_version);
  text += fmt::format("Networks: {}\n",
                      report.models_folder.empty() ? "none" : report.models_folder.string());
  for (const NetworkHealth& network : report.networks) text += network_line(network);
  for (const std::string& problem : report.problems) text += fmt::format("Problem: {}\n", problem);
  text += report.healthy() ? "All is well.\n" : "Something is missing, see above.\n";
  return text;
}

nlohmann::ordered_json doctor_json(const DoctorReport& report) {
  auto networks = nlohmann::ordered_json::array();
  for (const NetworkHealth& network : report.networks) {
    networks.push_back(
        {{"id", network.entry.id},
         {"good", network.problem.empty() && network.state == inference::ModelState::kGood},
         {"input_shape", network.input_shape},
         {"median_ms", network.median_ms ? nlohmann::ordered_json(*network.median_ms)
                                         : nlohmann::ordered_json()},
         {"problem", network.problem}});
  }
  return {{"command", "doctor"},
          {"exit_code", static_cast<int>(code_of(report))},
          {"version", pipeline::program_identity().version},
          {"processor", report.processor.name},
          {"threads", report.threads},
          {"openvino", report.openvino_version},
          {"networks", networks},
          {"problems", report.problems}};
}

ExitCode doctor_command(const CommandLine& line, const Console& console) {
  const DoctorReport report = inference::examine({});
  if (line.values.flag("json"))
    console.out << json_text(doctor_json(report));
  else
    console.out << doctor_text(report);
  return code_of(report);
}

}  // namespace securepose::cli
