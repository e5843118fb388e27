#include "securepose/media/metadata_number.h"

#include <bit>
#include <charconv>
#include <cmath>

#include "securepose/media/file_bytes.h"

namespace securepose::media {
namespace {

std::optional<double> finite(double value) {
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool is_whole_number_size(std::size_t bytes) { return bytes >= 1 && bytes <= 8; }

double signed_number(std::string_view bytes) {
  const int unused_bits = 64 - 8 * static_cast<int>(bytes.size());
  const auto shifted = static_cast<std::int64_t>(big_endian(bytes) << unused_bits);
  return static_cast<double>(shifted >> unused_bits);
}

std::optional<double> number_at(std::string_view& text) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
  return finite(value);
}

}  // namespace

std::optional<double> leading_number(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  text.remove_prefix(first);
  const std::optional<double> value = number_at(text);
  if (!value || !text.starts_with('/')) return value;
  text.remove_prefix(1);
  const std::optional<double> divisor = number_at(text);
  if (!divisor || *divisor == 0) return std::nullopt;
  return finite(*value / *divisor);
}

std::optional<double> metadata_number(std::uint32_t type, std::string_view bytes) {
  switch (type) {
    case 0:
    case 1:
      return leading_number(bytes);
    case 21:
    case 65:
    case 66:
    case 67:
    case 74:
      if (!is_whole_number_size(bytes.size())) return std::nullopt;
      return signed_number(bytes);
    case 22:
    case 75:
    case 76:
    case 77:
    case 78:
      if (!is_whole_number_size(bytes.size())) return std::nullopt;
      return static_cast<double>(big_endian(bytes));
    case 23:
      if (bytes.size() < 4) return std::nullopt;
      return finite(
          std::bit_cast<float>(static_cast<std::uint32_t>(big_endian(bytes.substr(0, 4)))));
    case 24:
      if (bytes.size() < 8) return std::nullopt;
      return finite(std::bit_cast<double>(big_endian(bytes.substr(0, 8))));
    default:
      return std::nullopt;
  }
}

}  // namespace securepose::media
