#include "securepose/base/timestamp.h"

#include <gtest/gtest.h>

namespace securepose::base {
namespace {

TEST(Timestamp, SecondsRoundTripToTheNanosecond) {
  EXPECT_EQ(Timestamp::from_seconds(1.001001001).ns, 1'001'001'001);
  EXPECT_EQ(Timestamp::from_seconds(-0.25).ns, -250'000'000);
  EXPECT_DOUBLE_EQ(Timestamp{33'366'667}.seconds(), 0.033366667);
}

TEST(Timestamp, OrdersAndSubtracts) {
  EXPECT_LT(Timestamp{1}, Timestamp{2});
  EXPECT_EQ((Timestamp{5} - Timestamp{7}).ns, -2);
}

}  // namespace
}  // namespace securepose::base
