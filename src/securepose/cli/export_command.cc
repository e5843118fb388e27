#include "securepose/cli/export_command.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "securepose/base/counted.h"
#include "securepose/base/error.h"
#include "securepose/formats/export.h"

namespace securepose::cli {
namespace {

namespace fs = std::filesystem;
using formats::ExportFormat;

ExportFormat format_of(const std::string& name) {
  static const std::map<std::string, ExportFormat> kFormats = {
      {"openpose", ExportFormat::kOpenPose},
      {"trc", ExportFormat::kTrc},
      {"mot", ExportFormat::kMot},
      {"c3d", ExportFormat::kC3d},
      {"csv", ExportFormat::kCsv},
      {"motion-bids", ExportFormat::kMotionBids},
      {"npz", ExportFormat::kNpz}};
  const auto found = kFormats.find(name);
  if (found == kFormats.end())
    throw base::Error(base::ErrorKind::kUsage,
                      "--format is missing: name openpose, trc, mot, c3d, csv, motion-bids or "
                      "npz.");
  return found->second;
}

formats::OpenSimModel model_of(const std::string& name) {
  return name == "gait2392" ? formats::OpenSimModel::kGait2392 : formats::OpenSimModel::kRajagopal;
}

}  // namespace

ExitCode export_command(const CommandLine& line, const Console& console) {
  const OptionValues& values = line.values;
  if (line.operands.size() != 1)
    throw base::Error(base::ErrorKind::kUsage,
                      "Name one result, for instance: securepose export results/walk --format "
                      "trc --out walk.trc");
  const ExportFormat format = format_of(values.text("format"));
  const fs::path out = values.text("out");
  if (out.empty())
    throw base::Error(base::ErrorKind::kUsage,
                      "--out is missing: name the file or folder to write.");
  formats::ExportOptions options;
  options.space = values.text("points") == "world" ? formats::PointSpace::kWorld
                                                   : formats::PointSpace::kPicture;
  options.bids.subject = values.text("subject");
  options.model = model_of(values.text("model"));
  const formats::StoredMovement movement = formats::read_stored_movement(line.operands.front());
  const formats::ExportOutcome outcome =
      formats::export_movement(movement, format, options, out, values.flag("force"));
  std::vector<std::string> files;
  for (const fs::path& file : outcome.files) files.push_back(file.string());
  if (values.flag("json")) {
    const nlohmann::ordered_json json = {
        {"command", "export"},   {"exit_code", 0}, {"format", values.text("format")},
        {"out", out.string()},   {"files", files}, {"frames", movement.frames.size()},
        {"notes", outcome.notes}};
    console.out << json_text(json);
  } else if (!values.flag("quiet")) {
    console.err << fmt::format(
        "{} -> {}: {} as {}.\n", line.operands.front(), fmt::join(files, ", "),
        base::counted(static_cast<std::int64_t>(movement.frames.size()), "frame", "frames"),
        values.text("format"));
    for (const std::string& note : outcome.notes) console.err << note << '\n';
  }
  return ExitCode::kDone;
}

}  // namespace securepose::cli
