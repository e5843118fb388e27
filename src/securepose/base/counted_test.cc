#include "securepose/base/counted.h"

#include <gtest/gtest.h>

namespace securepose::base {
namespace {

TEST(Counted, OneIsSingular) {
  EXPECT_EQ(counted(1, "person", "people"), "1 person");
  EXPECT_EQ(counted(0, "person", "people"), "0 people");
  EXPECT_EQ(counted(2, "moment is doubtful", "moments are doubtful"), "2 moments are doubtful");
}

}  // namespace
}  // namespace securepose::base
