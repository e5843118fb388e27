#include "securepose/inference/model_manifest.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <string_view>
#include <system_error>

#include "securepose/base/error.h"
#include "securepose/base/sha256.h"

namespace securepose::inference {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

constexpr std::string_view kReinstall = "Run scripts/setup.sh again, or install the program again.";

std::string field(const toml::table& table, std::string_view name, const fs::path& file) {
  const auto value = table[name].value<std::string>();
  if (!value) {
    throw Error::about_file(ErrorKind::kEnvironment, file,
                            fmt::format("An entry of the list of networks has no \"{}\"", name),
                            std::string(kReinstall));
  }
  return *value;
}

std::vector<const toml::table*> tables(const toml::table& root, std::string_view name) {
  std::vector<const toml::table*> result;
  if (const toml::array* list = root[name].as_array()) {
    for (const toml::node& node : *list)
      if (const toml::table* table = node.as_table()) result.push_back(table);
  }
  return result;
}

}  // namespace

fs::path models_folder_beside(const fs::path& program_folder) {
  std::error_code ignored;
  for (const char* candidate : {"../share/securepose/models", "../models"}) {
    const fs::path folder = (program_folder / candidate).lexically_normal();
    if (fs::exists(folder / "manifest.toml", ignored)) return folder;
  }
  throw Error::about_file(ErrorKind::kEnvironment, program_folder,
                          "No folder with the networks lies beside the program",
                          std::string(kReinstall));
}

fs::path models_folder() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) {
    throw Error(ErrorKind::kEnvironment,
                "Could not find out where the program lies, because /proc is not mounted. Mount it "
                "and try again.");
  }
  return models_folder_beside(program.parent_path());
}

std::vector<ModelEntry> read_manifest(const fs::path& manifest_file) {
  toml::table root;
  try {
    root = toml::parse_file(manifest_file.string());
  } catch (const toml::parse_error& error) {
    throw Error::about_file(
        ErrorKind::kEnvironment, manifest_file,
        fmt::format("Could not read the list of networks ({})", error.description()),
        std::string(kReinstall));
  }
  std::map<std::string, std::string> versions;
  for (const toml::table* package : tables(root, "package"))
    versions[field(*package, "name", manifest_file)] = field(*package, "version", manifest_file);
  std::vector<ModelEntry> entries;
  for (const toml::table* network : tables(root, "network")) {
    const auto get = [&](std::string_view name) { return field(*network, name, manifest_file); };
    ModelEntry entry{.id = get("id"),
                     .file = get("file"),
                     .sha256 = get("sha256"),
                     .package = get("package"),
                     .version = {},
                     .licence = get("licence"),
                     .paper = get("paper"),
                     .purpose = get("purpose")};
    const auto version = versions.find(entry.package);
    if (version == versions.end()) {
      throw Error::about_file(
          ErrorKind::kEnvironment, manifest_file,
          fmt::format("The list of networks does not describe the package {}", entry.package),
          std::string(kReinstall));
    }
    entry.version = version->second;
    entries.push_back(std::move(entry));
  }
  return entries;
}

ModelState verify(const ModelEntry& entry, const fs::path& folder) {
  std::error_code ignored;
  const fs::path file = folder / entry.file;
  if (!fs::exists(file, ignored)) return ModelState::kMissing;
  return base::sha256_hex_of_file(file) == entry.sha256 ? ModelState::kGood
                                                        : ModelState::kWrongHash;
}

VerifiedFile verified_file(const std::string& id, const fs::path& folder) {
  static std::mutex mutex;
  static std::set<fs::path> good;
  const std::vector<ModelEntry> entries = read_manifest(folder / "manifest.toml");
  const auto entry =
      std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.id == id; });
  if (entry == entries.end()) {
    throw Error::about_file(ErrorKind::kEnvironment, folder / "manifest.toml",
                            fmt::format("The list of networks has no \"{}\"", id),
                            std::string(kReinstall));
  }
  const fs::path file = folder / entry->file;
  const std::lock_guard lock(mutex);
  const VerifiedFile verified{file, entry->sha256};
  if (good.contains(file)) return verified;
  switch (verify(*entry, folder)) {
    case ModelState::kMissing:
      throw Error::about_file(ErrorKind::kEnvironment, file,
                              fmt::format("The network {} is missing", id),
                              "Run scripts/setup.sh to fetch it.");
    case ModelState::kWrongHash:
      throw Error::about_file(
          ErrorKind::kEnvironment, file,
          fmt::format("The network {} is not the one that the program was made with", id),
          "Delete the file and run scripts/setup.sh to fetch it again.");
    case ModelState::kGood:
      good.insert(file);
  }
  return verified;
}

}  // namespace securepose::inference
