#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <system_error>

namespace securepose::cli {

/// Takes numbers off a text that are separated by given characters.
class NumberScanner {
 public:
  explicit NumberScanner(std::string_view text) : rest_(text) {}

  /// A finite number and the character after it; 0 stands for the end.
  std::optional<double> next(char separator) {
    double value = 0;
    const auto result = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (result.ec != std::errc() || !std::isfinite(value)) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(result.ptr - rest_.data()));
    if (separator == 0) return rest_.empty() ? std::optional(value) : std::nullopt;
    if (!rest_.starts_with(separator)) return std::nullopt;
    rest_.remove_prefix(1);
    return value;
  }

 private:
  std::string_view rest_;
};

}  // namespace securepose::cli
