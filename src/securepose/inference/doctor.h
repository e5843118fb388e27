#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "securepose/inference/model_manifest.h"
#include "securepose/inference/processor.h"

namespace securepose::inference {

struct DoctorOptions {
  bool measure = true;  ///< run each network and take the time
  int repetitions = 7;  ///< of which the median counts
};

/// What is known of one network here.
struct NetworkHealth {
  ModelEntry entry;
  ModelState state = ModelState::kMissing;
  std::vector<std::int64_t> input_shape;  ///< that the time is for; empty if it was not run
  std::optional<double> median_ms;        ///< one run on one core in f32; nothing if not run
  std::string problem;                    ///< one sentence, empty if all is well
};

/// What `securepose doctor` tells.
struct DoctorReport {
  Processor processor;
  std::string openvino_version;
  std::filesystem::path models_folder;  ///< empty if there is none
  std::vector<NetworkHealth> networks;
  /// What is wrong and what to do, a sentence each; empty if all is well.
  std::vector<std::string> problems;

  bool healthy() const { return problems.empty(); }
};

/// Looks at everything that the networks need and runs each of them. Takes a few seconds. Throws
/// nothing for what is missing: that is in the report.
DoctorReport examine(const DoctorOptions& options);

/// The same for a given folder of networks.
DoctorReport examine(const DoctorOptions& options, const std::filesystem::path& models_folder);

}  // namespace securepose::inference
