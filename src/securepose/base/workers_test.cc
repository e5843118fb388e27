#include "securepose/base/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <stdexcept>

namespace securepose::base {
namespace {

struct Counter {
  int calls = 0;
};

TEST(Workers, EachResultComesToWhoAskedForIt) {
  Workers<Counter> workers(3, [] { return std::make_unique<Counter>(); });
  std::vector<std::future<int>> squares;
  for (int i = 0; i < 100; ++i) squares.push_back(workers.submit([i](Counter&) { return i * i; }));
  for (int i = 0; i < 100; ++i) EXPECT_EQ(squares[static_cast<std::size_t>(i)].get(), i * i);
}

TEST(Workers, AToolIsUsedByOneThreadOnly) {
  std::atomic<int> made = 0;
  Workers<Counter> workers(2, [&] {
    ++made;
    return std::make_unique<Counter>();
  });
  std::vector<std::future<std::pair<Counter*, std::thread::id>>> seen;
  for (int i = 0; i < 200; ++i) {
    seen.push_back(workers.submit([](Counter& counter) {
      ++counter.calls;
      return std::pair(&counter, std::this_thread::get_id());
    }));
  }
  std::set<std::pair<Counter*, std::thread::id>> pairs;
  for (auto& future : seen) pairs.insert(future.get());
  EXPECT_EQ(pairs.size(), static_cast<std::size_t>(made));
  EXPECT_LE(made, 2);
}

TEST(Workers, WhatFailsIsThrownWhereItIsWaitedFor) {
  Workers<Counter> workers(1, [] { return std::make_unique<Counter>(); });
  auto failed = workers.submit([](Counter&) -> int { throw std::runtime_error("no face"); });
  auto good = workers.submit([](Counter&) { return 7; });
  EXPECT_THROW(failed.get(), std::runtime_error);
  EXPECT_EQ(good.get(), 7);
}

TEST(Workers, AToolThatCannotBeMadeIsThrownAndTriedAgain) {
  int tries = 0;
  Workers<Counter> workers(1, [&]() -> std::unique_ptr<Counter> {
    if (++tries == 1) throw std::runtime_error("no network");
    return std::make_unique<Counter>();
  });
  EXPECT_THROW(workers.submit([](Counter&) { return 1; }).get(), std::runtime_error);
  EXPECT_EQ(workers.submit([](Counter&) { return 2; }).get(), 2);
}

TEST(Workers, WhatWasNotBegunIsDroppedAtTheEnd) {
  std::promise<void> go_on;
  std::future<int> running;
  std::future<int> dropped;
  std::thread opener;
  {
    Workers<Counter> workers(1, [] { return std::make_unique<Counter>(); });
    std::promise<void> begun;
    running = workers.submit([&](Counter&) {
      begun.set_value();
      go_on.get_future().wait();
      return 1;
    });
    begun.get_future().wait();
    dropped = workers.submit([](Counter&) { return 2; });
    opener = std::thread([&] { go_on.set_value(); });
  }
  opener.join();
  EXPECT_EQ(running.get(), 1);
  // Ended while it waited, or begun just before: never left hanging.
  try {
    EXPECT_EQ(dropped.get(), 2);
  } catch (const std::future_error&) {
    SUCCEED();
  }
}

}  // namespace
}  // namespace securepose::base
