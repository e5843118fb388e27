#pragma once

#include <openvino/openvino.hpp>

namespace securepose::inference {

/// OpenVINO's entry, one per process. Only sources that include OpenVINO anyway use this header.
ov::Core& openvino_core();

/// How every network here is compiled: for the least time per picture, in 32-bit floating point so
/// that results repeat.
/// @param threads  0: as many as there are cores
ov::AnyMap openvino_settings(int threads);

/// OpenVINO's message without the place in its own source.
std::string openvino_reason(const std::exception& error);

}  // namespace securepose::inference
