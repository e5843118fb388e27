#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace securepose::base {

/// An integer that names a thing of one kind; ids of different kinds do not mix.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  friend constexpr auto operator<=>(Id, Id) = default;
};

/// A person who was followed over the whole clip; 1, 2, 3, ... in the order of importance.
using PersonId = Id<struct PersonTag>;

/// Position of a video frame in the order of presentation, from 0.
using FrameIndex = std::int64_t;

}  // namespace securepose::base

template <class Tag>
struct std::hash<securepose::base::Id<Tag>> {
  std::size_t operator()(securepose::base::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
