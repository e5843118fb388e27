#pragma once

#include <functional>

namespace securepose::testing {

/// What a piece of work takes from the heap. Tests of growth count it: unlike time, it does not
/// depend on what else the machine does.
struct HeapUse {
  double peak_bytes = 0;   ///< most that was held at once, beyond what was held before
  double allocations = 0;  ///< how often memory was asked for
};

/// Runs the work and counts, in all threads. A test that calls this replaces the program's
/// operators new and delete.
HeapUse heap_use_of(const std::function<void()>& work);

}  // namespace securepose::testing
