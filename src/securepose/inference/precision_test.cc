#include "securepose/inference/precision.h"

#include <gtest/gtest.h>

#include <sstream>

#include "securepose/base/error.h"

namespace securepose::inference {
namespace {

Processor with_flags(const std::string& flags) {
  std::istringstream cpuinfo("model name\t: A processor\nflags\t\t: fpu " + flags + "\n");
  return parse_processor(cpuinfo);
}

TEST(Precision, AutomaticIsBf16WhereTheProcessorComputesInIt) {
  EXPECT_EQ(choose_precision(PrecisionChoice::kAuto, with_flags("avx2 avx512f avx512_bf16")),
            Precision::kBf16);
  EXPECT_EQ(choose_precision(PrecisionChoice::kAuto, with_flags("avx2 amx_tile amx_bf16")),
            Precision::kBf16);
}

TEST(Precision, AutomaticIsF32Elsewhere) {
  EXPECT_EQ(choose_precision(PrecisionChoice::kAuto, with_flags("avx2 avx512f avx512_vnni")),
            Precision::kF32);
}

TEST(Precision, F32IsF32Everywhere) {
  EXPECT_EQ(choose_precision(PrecisionChoice::kF32, with_flags("avx512_bf16")), Precision::kF32);
}

TEST(Precision, Bf16IsRefusedWhereItWouldBeAPretence) {
  EXPECT_EQ(choose_precision(PrecisionChoice::kBf16, with_flags("avx512_bf16")), Precision::kBf16);
  EXPECT_THROW(choose_precision(PrecisionChoice::kBf16, with_flags("avx2")), base::Error);
}

TEST(Precision, HasTheNamesOfTheOption) {
  EXPECT_EQ(name_of(Precision::kF32), "f32");
  EXPECT_EQ(name_of(Precision::kBf16), "bf16");
}

}  // namespace
}  // namespace securepose::inference
