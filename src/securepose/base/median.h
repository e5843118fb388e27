#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <vector>

namespace securepose::base {

/// The value in the middle; of an even number of values the upper one of the two.
/// @param values  at least one
template <class Value>
Value upper_median(std::vector<Value> values) {
  assert(!values.empty());
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace securepose::base
