#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>

namespace securepose::formats {

/// Appends a number's bytes, the lowest first, whatever the machine's own order.
template <class Number>
requires std::integral<Number> || std::floating_point<Number>
void append_little_endian(Number number, std::string& bytes) {
  using Bits = std::conditional_t<
      sizeof(Number) == 8, std::uint64_t,
      std::conditional_t<sizeof(Number) == 4, std::uint32_t,
                         std::conditional_t<sizeof(Number) == 2, std::uint16_t, std::uint8_t>>>;
  auto bits = std::bit_cast<Bits>(number);
  for (std::size_t k = 0; k < sizeof(Number); ++k) {
    bytes.push_back(static_cast<char>(bits & 0xFFU));
    if constexpr (sizeof(Number) > 1) bits = static_cast<Bits>(bits >> 8U);
  }
}

}  // namespace securepose::formats
