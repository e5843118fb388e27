#include "securepose/inference/openvino_runtime.h"

#include <cstdlib>

namespace securepose::inference {

ov::Core& openvino_core() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  // TBB otherwise opens a library of its own in a way that sanitizers end the program for.
  ::setenv("TBB_ENABLE_SANITIZERS", "1", 0);
#endif
  static ov::Core instance;
  return instance;
}

ov::AnyMap openvino_settings(Precision precision) {
  return {ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY),
          ov::hint::inference_precision(precision == Precision::kBf16 ? ov::element::bf16
                                                                      : ov::element::f32),
          ov::hint::num_requests(1), ov::inference_num_threads(1),
          // Left on, threads of several networks would share one core.
          ov::hint::enable_cpu_pinning(false)};
}

std::string openvino_reason(const std::exception& error) {
  // The message starts with the place in the source; the reason is the last line.
  std::string text = error.what();
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const auto start = text.find_last_of('\n');
  return start == std::string::npos ? text : text.substr(start + 1);
}

}  // namespace securepose::inference
