#include <algorithm>
#include <string>
#include <vector>

#include "securepose/check/check_detectors.h"
#include "securepose/pipeline/run_options.h"

namespace securepose::pipeline {
namespace {

std::vector<inference::ModelEntry> entries_of(const std::vector<std::string>& ids,
                                              const std::vector<inference::ModelEntry>& manifest) {
  std::vector<inference::ModelEntry> found;
  for (const inference::ModelEntry& entry : manifest)
    if (std::find(ids.begin(), ids.end(), entry.id) != ids.end()) found.push_back(entry);
  return found;
}

}  // namespace

std::vector<inference::ModelEntry> networks_of_run(const RunEnvironment& environment) {
  std::vector<inference::ModelEntry> networks = environment.networks;
  if (!environment.check_faces) return networks;
  for (const inference::ModelEntry& entry : environment.check_networks) {
    const bool named = std::any_of(networks.begin(), networks.end(),
                                   [&](const auto& other) { return other.id == entry.id; });
    if (!named) networks.push_back(entry);
  }
  return networks;
}

RunEnvironment installed_environment(const perception::PerceptionOptions& options) {
  RunEnvironment environment;
  environment.make_perceiver = perception::network_perceiver(options);
  environment.check_faces = [precision = options.face_precision, threads = options.threads](
                                const auto& original, const auto& deidentified, auto check_options,
                                const auto& cancellation, const auto& on_frame) {
    check_options.face_precision = precision;
    check_options.threads = threads;
    return check::check(original, deidentified, check_options, cancellation, on_frame);
  };
  const auto manifest = inference::read_manifest(inference::models_folder() / "manifest.toml");
  environment.networks = entries_of(perception::perception_networks(options), manifest);
  environment.check_networks = entries_of(check::check_networks(), manifest);
  return environment;
}

}  // namespace securepose::pipeline
