#include <string>

#include "securepose/pipeline/run_options.h"

namespace securepose::pipeline {
namespace {

std::string landmark_network(pose::BlazePoseSize size) {
  switch (size) {
    case pose::BlazePoseSize::kHeavy:
      return "blazepose-heavy";
    case pose::BlazePoseSize::kFull:
      return "blazepose-full";
    case pose::BlazePoseSize::kLite:
      return "blazepose-lite";
  }
  return {};
}

bool is_landmark_network(const std::string& id) {
  return id == "blazepose-heavy" || id == "blazepose-full" || id == "blazepose-lite";
}

}  // namespace

RunEnvironment installed_environment(const PerceptionOptions& options) {
  RunEnvironment environment;
  environment.make_perceiver = network_perceiver(options);
  environment.check_faces = [network = options.network](
                                const auto& original, const auto& deidentified, auto check_options,
                                const auto& cancellation, const auto& on_frame) {
    check_options.network = network;
    return deidentification::check(original, deidentified, check_options, cancellation, on_frame);
  };
  for (auto& entry : inference::read_manifest(inference::models_folder() / "manifest.toml")) {
    if (!is_landmark_network(entry.id) || entry.id == landmark_network(options.pose))
      environment.networks.push_back(std::move(entry));
  }
  return environment;
}

}  // namespace securepose::pipeline
