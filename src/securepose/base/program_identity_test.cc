#include "securepose/base/program_identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::base {
namespace {

TEST(ProgramIdentity, HasAVersionAndTheHashOfTheExecutable) {
  EXPECT_THAT(program_identity().version, testing::ContainsRegex("^[0-9]+\\.[0-9]+\\.[0-9]+$"));
  EXPECT_EQ(program_identity().build_sha256.size(), 64u);
  EXPECT_EQ(&program_identity(), &program_identity());
}

}  // namespace
}  // namespace securepose::base
