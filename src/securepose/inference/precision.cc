#include "securepose/inference/precision.h"

#include <algorithm>
#include <string>

#include "securepose/base/error.h"

namespace securepose::inference {

std::string_view name_of(Precision precision) {
  return precision == Precision::kBf16 ? "bf16" : "f32";
}

bool has_bf16(const Processor& processor) {
  return std::any_of(
      processor.instruction_sets.begin(), processor.instruction_sets.end(),
      [](const std::string& set) { return set == "AVX-512 BF16" || set == "AMX BF16"; });
}

Precision choose_precision(PrecisionChoice choice, const Processor& processor) {
  if (choice == PrecisionChoice::kF32) return Precision::kF32;
  if (has_bf16(processor)) return Precision::kBf16;
  if (choice == PrecisionChoice::kAuto) return Precision::kF32;
  throw base::Error(base::ErrorKind::kUsage,
                    "--precision bf16 asks for 16-bit numbers, which this processor (" +
                        processor.name + ") does not compute in. Leave the option out.");
}

}  // namespace securepose::inference
