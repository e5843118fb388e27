#include "securepose/cli/export_command.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

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

void refuse_existing(const fs::path& out, bool folder) {
  std::error_code error;
  const bool there =
      folder ? fs::exists(out, error) && !fs::is_empty(out, error) : fs::exists(out, error);
  if (there)
    throw base::Error::about_file(base::ErrorKind::kInput, out, "is there already",
                                  "Choose another name, or replace it with --force.");
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
  if (!values.flag("force")) refuse_existing(out, formats::is_folder(format));
  const formats::StoredMovement movement = formats::read_stored_movement(line.operands.front());
  formats::export_movement(movement, format, options, out);
  if (values.flag("json")) {
    const nlohmann::ordered_json json = {{"command", "export"},
                                         {"exit_code", 0},
                                         {"format", values.text("format")},
                                         {"out", out.string()},
                                         {"frames", movement.frames.size()}};
    console.out << json_text(json);
  } else if (!values.flag("quiet")) {
    console.err << fmt::format("{} -> {}: {} frames as {}.\n", line.operands.front(), out.string(),
                               movement.frames.size(), values.text("format"));
  }
  return ExitCode::kDone;
}

}  // namespace securepose::cli
