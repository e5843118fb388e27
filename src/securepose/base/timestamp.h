#pragma once

#include <compare>
#include <cstdint>

namespace securepose::base {

/// A presentation time or a duration in integer nanoseconds. Comes from the container's own
/// presentation times, never from a frame index divided by a rate.
struct Timestamp {
  std::int64_t ns = 0;

  static constexpr Timestamp from_seconds(double seconds) {
    return {static_cast<std::int64_t>(seconds * 1e9 + (seconds < 0 ? -0.5 : 0.5))};
  }
  constexpr double seconds() const { return static_cast<double>(ns) * 1e-9; }

  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
  friend constexpr Timestamp operator+(Timestamp a, Timestamp b) { return {a.ns + b.ns}; }
  friend constexpr Timestamp operator-(Timestamp a, Timestamp b) { return {a.ns - b.ns}; }
};

}  // namespace securepose::base
