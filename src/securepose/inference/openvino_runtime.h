#pragma once

#include <openvino/openvino.hpp>

#include "securepose/inference/precision.h"

namespace securepose::inference {

/// OpenVINO's entry, one per process. Only sources that include OpenVINO anyway use this header.
ov::Core& openvino_core();

/// How every network here is compiled: to run in the calling thread alone, in the numbers asked
/// for.
ov::AnyMap openvino_settings(Precision precision);

/// OpenVINO's message without the place in its own source.
std::string openvino_reason(const std::exception& error);

}  // namespace securepose::inference
