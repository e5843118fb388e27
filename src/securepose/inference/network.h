#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "securepose/inference/precision.h"

namespace securepose::inference {

/// Name (may be empty: not checked), shape (-1: any) and element type of one tensor.
struct TensorSpec {
  std::string name;
  std::vector<std::int64_t> shape;
  bool integer = false;  ///< int32 instead of float32
};

struct NetworkSpec {
  std::string id;  ///< as in models/manifest.toml
  TensorSpec input;
  std::vector<TensorSpec> outputs;
};

struct NetworkOptions {
  Precision precision = Precision::kF32;
};

/// One neural network with one input, running on the CPU in the thread that calls it, and in no
/// other, so that results repeat on any number of cores. Several of them side by side use the
/// machine better than several threads in one. Not safe for use by two threads at once.
class Network {
 public:
  /// Finds the file through the manifest, checks its SHA-256, loads it and checks its tensors.
  /// @throws base::Error(kEnvironment) that names the file and how to get it.
  Network(const NetworkSpec& spec, const NetworkOptions& options);
  ~Network();
  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;

  /// Runs once. The input's shape may change between calls where the spec has -1.
  /// The returned views, in the order of spec.outputs, live until the next call.
  std::vector<std::span<const float>> run(std::span<const float> input,
                                          std::span<const std::int64_t> shape);
  std::vector<std::span<const float>> run_int32(std::span<const std::int32_t> input,
                                                std::span<const std::int64_t> shape);
  /// Shape of output `index` at the last run.
  std::vector<std::int64_t> output_shape(std::size_t index) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Ids of the networks that this process has loaded, in the order of loading; one that was loaded
/// twice is there twice. Safe for use by several threads.
std::vector<std::string> loaded_networks();

}  // namespace securepose::inference
