#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "securepose/inference/precision.h"

namespace securepose::inference {

/// What one network did at one input size.
struct NetworkWork {
  std::string id;                         ///< as in models/manifest.toml
  std::vector<std::int64_t> input_shape;  ///< the network's own order
  Precision precision = Precision::kF32;
  std::int64_t runs = 0;
  double core_s = 0;  ///< processor time of all runs
};

/// Adds one run to what this process tells. Safe for use by several threads.
void count_run(const std::string& id, const std::vector<std::int64_t>& input_shape,
               Precision precision, double core_s);

/// What the networks of this process did so far, by id, shape and precision. Safe for use by
/// several threads.
std::vector<NetworkWork> network_work();

/// What came between two answers of network_work(): of one stage, for instance. Without what did
/// nothing.
std::vector<NetworkWork> work_between(const std::vector<NetworkWork>& before,
                                      const std::vector<NetworkWork>& after);

}  // namespace securepose::inference
