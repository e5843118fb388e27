#pragma once

#include <atomic>

#include "securepose/base/error.h"

namespace securepose::base {

/// Asks long work to stop at the next safe point. Safe to call from a signal handler and from any
/// thread; the worker polls.
class Cancellation {
 public:
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const noexcept { return requested_.load(std::memory_order_relaxed); }

  /// Throws Error(kInterrupted) once a stop was asked for.
  void throw_if_requested() const {
    if (requested())
      throw Error(ErrorKind::kInterrupted, "Stopped. Run the same command again to go on.");
  }

 private:
  std::atomic<bool> requested_{false};
  static_assert(std::atomic<bool>::is_always_lock_free);
};

}  // namespace securepose::base
