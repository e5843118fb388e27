#pragma once

#include <string_view>

#include "securepose/inference/processor.h"

namespace securepose::inference {

/// In which numbers a network computes. Its input and output are 32-bit floating point in any case.
enum class Precision {
  kF32,   ///< 32-bit floating point
  kBf16,  ///< 16-bit "brain" floating point: the range of 32 bits with 8 bits of precision
};

/// What the user asked for.
enum class PrecisionChoice {
  kAuto,  ///< bf16 where the processor computes in it, else f32
  kF32,
  kBf16,
};

/// "f32" or "bf16".
std::string_view name_of(Precision precision);

/// Whether a processor computes in bf16 itself (AVX512-BF16 or AMX-BF16). Without that it is no
/// quicker than f32.
bool has_bf16(const Processor& processor);

/// @throws base::Error(kUsage) if bf16 is asked for and the processor has none.
Precision choose_precision(PrecisionChoice choice, const Processor& processor);

}  // namespace securepose::inference
