#include "securepose/pipeline/bounded_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace securepose::pipeline {
namespace {

TEST(BoundedQueue, GivesItemsInOrderAndThenNothing) {
  BoundedQueue<int> queue(4);
  EXPECT_TRUE(queue.push(1));
  EXPECT_TRUE(queue.push(2));
  queue.end();
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
  EXPECT_EQ(queue.pop(), std::nullopt);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, NeverHoldsMoreThanItsCapacity) {
  BoundedQueue<int> queue(3);
  std::atomic<int> pushed = 0;
  std::thread giver([&] {
    for (int i = 0; i < 100; ++i) {
      if (!queue.push(i)) return;
      ++pushed;
    }
    queue.end();
  });
  int taken = 0;
  int most_ahead = 0;
  while (const auto item = queue.pop()) {
    EXPECT_EQ(*item, taken++);
    if (taken % 10 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    most_ahead = std::max(most_ahead, pushed.load() - taken);
  }
  giver.join();
  EXPECT_EQ(taken, 100);
  EXPECT_LE(most_ahead, 3);
}

TEST(BoundedQueue, AbandonWakesAWaitingGiver) {
  BoundedQueue<std::unique_ptr<int>> queue(1);
  ASSERT_TRUE(queue.push(std::make_unique<int>(1)));
  std::atomic<bool> refused = false;
  std::thread giver([&] { refused = !queue.push(std::make_unique<int>(2)); });
  queue.abandon();
  giver.join();
  EXPECT_TRUE(refused);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, AbandonWakesAWaitingTaker) {
  BoundedQueue<int> queue(1);
  std::atomic<bool> got_nothing = false;
  std::thread taker([&] { got_nothing = !queue.pop().has_value(); });
  queue.abandon();
  taker.join();
  EXPECT_TRUE(got_nothing);
}

}  // namespace
}  // namespace securepose::pipeline
