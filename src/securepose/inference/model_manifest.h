#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace securepose::inference {

/// One entry of models/manifest.toml.
struct ModelEntry {
  std::string id;       ///< for instance "centerface"
  std::string file;     ///< name in the models folder
  std::string sha256;   ///< of that file
  std::string package;  ///< where it comes from, for instance "npm @mediapipe/pose"
  std::string version;  ///< of the package
  std::string licence;
  std::string paper;
  std::string purpose;
};

enum class ModelState { kGood, kMissing, kWrongHash };

/// The folder that holds manifest.toml and the networks: beside the program in an installed tree
/// (<prefix>/share/securepose/models) or in the build tree (build/models).
/// @throws base::Error(kEnvironment) if neither exists.
std::filesystem::path models_folder();

/// The same for a program that lies in `program_folder`.
std::filesystem::path models_folder_beside(const std::filesystem::path& program_folder);

/// @throws base::Error(kEnvironment) if the file can't be read, is not TOML, lacks a field or names
/// a package that it does not describe.
std::vector<ModelEntry> read_manifest(const std::filesystem::path& manifest_file);

/// Reads the whole file; about a second for all networks together.
ModelState verify(const ModelEntry& entry, const std::filesystem::path& folder);

/// A network whose SHA-256 is that of the manifest.
struct VerifiedFile {
  std::filesystem::path file;
  std::string sha256;
};

/// The file of the network `id` in a models folder, once its SHA-256 was checked. The check is made
/// once per process and file. Safe for use by several threads.
/// @throws base::Error(kEnvironment) that names the file and says how to get it.
VerifiedFile verified_file(const std::string& id, const std::filesystem::path& folder);

}  // namespace securepose::inference
