#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace securepose::inference {

/// One entry of models/manifest.toml.
struct ModelEntry {
  std::string id;       ///< for instance "centerface"
  std::string file;     ///< name in the models folder
  std::string sha256;   ///< of that file
  std::string package;  ///< where it comes from, for instance "npm @mediapipe/pose"
  std::string version;
  std::string licence;
  std::string paper;
  std::string purpose;
};

enum class ModelState { kGood, kMissing, kWrongHash };

/// The folder that holds manifest.toml and the networks: beside the program in an installed tree
/// (<prefix>/share/securepose/models) or in the build tree (build/models).
/// @throws base::Error(kEnvironment) if neither exists.
std::filesystem::path models_folder();

std::vector<ModelEntry> read_manifest(const std::filesystem::path& manifest_file);
ModelState verify(const ModelEntry& entry, const std::filesystem::path& folder);

}  // namespace securepose::inference
