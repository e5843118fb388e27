#include "securepose/cli/models_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>

#include "securepose/base/error.h"
#include "securepose/cli/nearest_name.h"
#include "securepose/inference/model_manifest.h"

namespace securepose::cli {
namespace {

using inference::ModelEntry;
using inference::ModelState;

std::string_view name_of(ModelState state) {
  switch (state) {
    case ModelState::kGood:
      return "good";
    case ModelState::kMissing:
      return "missing";
    case ModelState::kWrongHash:
      return "changed";
  }
  return {};
}

nlohmann::ordered_json json_of(const ModelEntry& entry) {
  return {{"id", entry.id},           {"file", entry.file},       {"sha256", entry.sha256},
          {"package", entry.package}, {"version", entry.version}, {"licence", entry.licence},
          {"paper", entry.paper},     {"purpose", entry.purpose}};
}

bool wants_verify(const CommandLine& line) {
  const std::string what = line.operands.empty() ? "" : line.operands.front();
  if (line.operands.size() == 1 && (what == "list" || what == "verify")) return what == "verify";
  throw base::Error(base::ErrorKind::kUsage,
                    fmt::format("Say `securepose models list` or `securepose models verify`.{}",
                                what.empty() ? "" : suggestion(what, {"list", "verify"}, "")));
}

}  // namespace

ExitCode models_command(const CommandLine& line, const Console& console) {
  const bool verify = wants_verify(line);
  const auto folder = inference::models_folder();
  auto networks = nlohmann::ordered_json::array();
  bool all_good = true;
  std::string text;
  for (const ModelEntry& entry : inference::read_manifest(folder / "manifest.toml")) {
    nlohmann::ordered_json json = json_of(entry);
    if (verify) {
      const ModelState state = inference::verify(entry, folder);
      all_good = all_good && state == ModelState::kGood;
      json["state"] = name_of(state);
      text += fmt::format("{:<18} {:<8} {}\n", entry.id, name_of(state), entry.file);
    } else {
      text +=
          fmt::format("{:<18} {}\n{:<18} {} {}, {}\n{:<18} sha256 {}\n", entry.id, entry.purpose,
                      "", entry.package, entry.version, entry.licence, "", entry.sha256);
    }
    networks.push_back(std::move(json));
  }
  const ExitCode code = all_good ? ExitCode::kDone : ExitCode::kFailed;
  if (line.values.flag("json")) {
    const nlohmann::ordered_json json = {{"command", verify ? "models verify" : "models list"},
                                         {"exit_code", static_cast<int>(code)},
                                         {"networks", networks}};
    console.out << json_text(json);
  } else {
    console.out << text;
  }
  if (!all_good)
    console.err << "Networks are missing or were changed. Run scripts/setup.sh again, or install "
                   "the program again.\n";
  return code;
}

}  // namespace securepose::cli
