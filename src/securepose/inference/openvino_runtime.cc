#include "securepose/inference/openvino_runtime.h"

namespace securepose::inference {

ov::Core& openvino_core() {
  static ov::Core instance;
  return instance;
}

ov::AnyMap openvino_settings(int threads) {
  ov::AnyMap settings{ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY),
                      ov::hint::inference_precision(ov::element::f32), ov::hint::num_requests(1)};
  if (threads > 0) settings.insert(ov::inference_num_threads(threads));
  return settings;
}

std::string openvino_reason(const std::exception& error) {
  // The message starts with the place in the source; the reason is the last line.
  std::string text = error.what();
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const auto start = text.find_last_of('\n');
  return start == std::string::npos ? text : text.substr(start + 1);
}

}  // namespace securepose::inference
