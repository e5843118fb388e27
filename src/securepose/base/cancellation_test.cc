#include "securepose/base/cancellation.h"

#include <gtest/gtest.h>

namespace securepose::base {
namespace {

TEST(Cancellation, ThrowsOnlyOnceRequested) {
  Cancellation cancellation;
  EXPECT_NO_THROW(cancellation.throw_if_requested());
  cancellation.request();
  EXPECT_TRUE(cancellation.requested());
  EXPECT_THROW(cancellation.throw_if_requested(), Error);
}

}  // namespace
}  // namespace securepose::base
