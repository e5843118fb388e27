#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace securepose::base {

/// Threads that each hold a tool of their own, for tools that are not safe for two threads at once
/// (networks, for instance). Work is begun in the order in which it was given. What comes out must
/// not depend on which of the tools did it.
template <class Tool>
class Workers {
 public:
  using MakeTool = std::function<std::unique_ptr<Tool>()>;

  /// @param make_tool  called in each thread when its first work comes; what it throws is thrown
  /// to whoever waits for that work
  Workers(int threads, MakeTool make_tool) : make_tool_(std::move(make_tool)) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
  }
  /// Drops what was not begun; whoever waits for it gets std::future_error.
  ~Workers() {
    {
      const std::scoped_lock lock(mutex_);
      ended_ = true;
      waiting_.clear();
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// @param work  called with a tool in one of the threads
  template <class Work>
  std::future<std::invoke_result_t<Work&, Tool&>> submit(Work work) {
    using Result = std::invoke_result_t<Work&, Tool&>;
    // std::function wants to be copied, a task can't be.
    const auto promise = std::make_shared<std::promise<Result>>();
    auto future = promise->get_future();
    const auto shared_work = std::make_shared<Work>(std::move(work));
    {
      const std::scoped_lock lock(mutex_);
      waiting_.emplace_back([this, promise, shared_work](std::unique_ptr<Tool>& tool) {
        try {
          if (!tool) tool = make_tool_();
          promise->set_value((*shared_work)(*tool));
        } catch (...) {
          promise->set_exception(std::current_exception());
        }
      });
    }
    changed_.notify_one();
    return future;
  }

 private:
  using Job = std::function<void(std::unique_ptr<Tool>&)>;

  void serve() {
    std::unique_ptr<Tool> tool;
    for (;;) {
      Job job;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
        if (ended_) return;
        job = std::move(waiting_.front());
        waiting_.pop_front();
      }
      job(tool);
    }
  }

  MakeTool make_tool_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace securepose::base
