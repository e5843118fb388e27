#include "securepose/media/frame_clock.h"

#include <gtest/gtest.h>

namespace securepose::media {
namespace {

constexpr Rational kMillisecond{1, 1000};

TEST(FrameClock, IncreasingTimesPassUnchanged) {
  FrameClock clock(kMillisecond, 25);
  for (const std::int64_t pts : {-80, -40, 0, 33, 34, 9000}) EXPECT_EQ(clock.advance(pts), pts);
  EXPECT_TRUE(clock.notes().empty());
}

TEST(FrameClock, RepeatedAndSlightlyEarlierTimesMoveByOneTick) {
  FrameClock clock(kMillisecond, 25);
  EXPECT_EQ(clock.advance(100), 100);
  EXPECT_EQ(clock.advance(100), 101);
  EXPECT_EQ(clock.advance(90), 102);
  EXPECT_EQ(clock.advance(140), 140);
  EXPECT_EQ(clock.moved(), 2);
}

TEST(FrameClock, RestartedClockGoesOnWhereItStopped) {
  FrameClock clock(kMillisecond, 25);
  EXPECT_EQ(clock.advance(10'000), 10'000);
  EXPECT_EQ(clock.advance(0), 10'040);
  EXPECT_EQ(clock.advance(40), 10'080);
  EXPECT_EQ(clock.restarts(), 1);
  EXPECT_EQ(clock.moved(), 0);
  EXPECT_EQ(clock.notes(), std::vector<std::string>{"The recording's clock started anew once; the "
                                                    "times after that go on where it stopped."});
}

TEST(FrameClock, MissingTimesFollowTheNominalRate) {
  FrameClock clock(kMillisecond, 50);
  EXPECT_EQ(clock.advance(std::nullopt), 0);
  EXPECT_EQ(clock.advance(std::nullopt), 20);
  EXPECT_EQ(clock.without_time(), 2);
}

TEST(FrameClock, MissingTimesAtTheEndAreUsualAndNotCounted) {
  FrameClock clock(kMillisecond, 25);
  EXPECT_EQ(clock.advance(0), 0);
  EXPECT_EQ(clock.advance(std::nullopt), 40);
  EXPECT_EQ(clock.without_time(), 0);
  EXPECT_EQ(clock.advance(80), 80);
  EXPECT_EQ(clock.without_time(), 1);
}

TEST(FrameClock, UnknownRateCountsAs25) {
  FrameClock clock({1, 90000}, std::nullopt);
  EXPECT_EQ(clock.advance(7), 7);
  EXPECT_EQ(clock.advance(std::nullopt), 7 + 3600);
}

}  // namespace
}  // namespace securepose::media
