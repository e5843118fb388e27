#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace securepose::result {

/// Appends numbers and texts to bytes, little-endian whatever the machine.
class ByteWriter {
 public:
  template <class Integer>
  requires std::is_integral_v<Integer>
  void integer(Integer value) {
    auto bits = static_cast<std::make_unsigned_t<Integer>>(value);
    for (std::size_t i = 0; i < sizeof(Integer); ++i) {
      bytes_ += static_cast<char>(bits & 0xff);
      if constexpr (sizeof(Integer) > 1) bits >>= 8;
    }
  }
  /// In single precision: 1e-4 px at 1920 px.
  void real(double value) { integer(std::bit_cast<std::uint32_t>(static_cast<float>(value))); }
  void text(std::string_view value) {
    integer(static_cast<std::uint64_t>(value.size()));
    bytes_ += value;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what ByteWriter wrote.
class ByteReader {
 public:
  /// Bytes that end too early or hold impossible values.
  struct Malformed : std::runtime_error {
    Malformed() : std::runtime_error("malformed bytes") {}
  };

  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <class Integer>
  requires std::is_integral_v<Integer> Integer integer() {
    const std::string_view taken = take(sizeof(Integer));
    std::make_unsigned_t<Integer> bits = 0;
    for (std::size_t i = sizeof(Integer); i-- > 0;) {
      if constexpr (sizeof(Integer) > 1) bits <<= 8;
      bits |= static_cast<unsigned char>(taken[i]);
    }
    return static_cast<Integer>(bits);
  }
  double real() { return std::bit_cast<float>(integer<std::uint32_t>()); }
  std::string text() { return std::string(take(integer<std::uint64_t>())); }
  /// A number of elements of at least `bytes_each` bytes, which the rest must be able to hold.
  std::size_t count(std::size_t bytes_each) {
    const auto value = integer<std::uint32_t>();
    if (value > rest_.size() / bytes_each) throw Malformed();
    return value;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view take(std::uint64_t size) {
    if (size > rest_.size()) throw Malformed();
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
};

}  // namespace securepose::result
