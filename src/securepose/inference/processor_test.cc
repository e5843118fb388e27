#include "securepose/inference/processor.h"

#include <gmock/gmock.h>

#include <sstream>

namespace securepose::inference {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ParseProcessor, NameAndInstructionSetsOfTheFirstCore) {
  std::istringstream text(
      "processor\t: 0\nmodel name\t: Some CPU @ 2.00GHz\n"
      "flags\t\t: fpu sse4_2 avx avx2 avx512f avx512_vnni\n\n"
      "processor\t: 1\nmodel name\t: Another\nflags\t\t: fpu amx_tile\n");
  const Processor processor = parse_processor(text);
  EXPECT_EQ(processor.name, "Some CPU @ 2.00GHz");
  EXPECT_THAT(processor.instruction_sets, ElementsAre("SSE4.2", "AVX2", "AVX-512", "AVX-512 VNNI"));
}

TEST(ParseProcessor, ArmHasFeatures) {
  std::istringstream text("processor\t: 0\nFeatures\t: fp asimd sve\n");
  EXPECT_THAT(parse_processor(text).instruction_sets, ElementsAre("NEON", "SVE"));
}

TEST(ParseProcessor, EmptyAndOddTextIsUnknown) {
  std::istringstream text(":\n:::\nflags\t:\nmodel name\t:");
  const Processor processor = parse_processor(text);
  EXPECT_EQ(processor.name, "unknown processor");
  EXPECT_THAT(processor.instruction_sets, IsEmpty());
}

TEST(ThisProcessor, HasACore) {
  EXPECT_GE(this_processor().cores, 1);
  EXPECT_FALSE(this_processor().name.empty());
}

}  // namespace
}  // namespace securepose::inference
