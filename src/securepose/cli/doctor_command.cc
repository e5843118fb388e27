#include "securepose/cli/doctor_command.h"

#include <fmt/format.h>

#include "securepose/base/error.h"
#include "securepose/base/program_identity.h"

namespace securepose::cli {
namespace {

using inference::DoctorReport;
using inference::NetworkHealth;

ExitCode code_of(const Examination& examination) {
  return examination.problems().empty() ? ExitCode::kDone : ExitCode::kFailed;
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

std::vector<std::string> Examination::problems() const {
  std::vector<std::string> found = networks.problems;
  if (!video.writes_h264)
    found.push_back(
        "FFmpeg's libraries can't write H.264. Install a build with libx264, as Debian's is.");
  if (!video.missing_decoders.empty())
    found.push_back(
        fmt::format("FFmpeg's libraries can't read {}. Recordings of other kinds are not affected.",
                    fmt::join(video.missing_decoders, ", ")));
  return found;
}

std::string doctor_text(const Examination& examination) {
  const DoctorReport& report = examination.networks;
  std::string text = fmt::format("securepose {}\n", base::program_identity().version);
  text += fmt::format("Processor: {} ({}), {} cores for the networks\n", report.processor.name,
                      report.processor.instruction_sets.empty()
                          ? "no wide instructions: the networks will be slow"
                          : fmt::format("{}", fmt::join(report.processor.instruction_sets, ", ")),
                      report.processor.cores);
  text += fmt::format("Video: FFmpeg's libavcodec {} ({})\n", examination.video.version,
                      examination.video.licence);
  text += fmt::format("OpenVINO: {}\n", report.openvino_version);
  text += fmt::format("Networks: {}\n",
                      report.models_folder.empty() ? "none" : report.models_folder.string());
  for (const NetworkHealth& network : report.networks) text += network_line(network);
  const auto problems = examination.problems();
  for (const std::string& problem : problems) text += fmt::format("Problem: {}\n", problem);
  text += problems.empty() ? "All is well.\n" : "Something is missing, see above.\n";
  return text;
}

nlohmann::ordered_json doctor_json(const Examination& examination) {
  const DoctorReport& report = examination.networks;
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
          {"exit_code", static_cast<int>(code_of(examination))},
          {"version", base::program_identity().version},
          {"processor", report.processor.name},
          {"instruction_sets", report.processor.instruction_sets},
          {"cores", report.processor.cores},
          {"libavcodec", examination.video.version},
          {"openvino", report.openvino_version},
          {"networks", networks},
          {"problems", examination.problems()}};
}

ExitCode doctor_command(const CommandLine& line, const Console& console) {
  const Examination examination{inference::examine({}), media::ffmpeg_build()};
  if (line.values.flag("json"))
    console.out << json_text(doctor_json(examination));
  else
    console.out << doctor_text(examination);
  return code_of(examination);
}

}  // namespace securepose::cli
