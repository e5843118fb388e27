#include "securepose/report/embed.h"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "securepose/base/sha256.h"

namespace securepose::report {
namespace {

std::string bytes_of_hex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return bytes;
}

}  // namespace

std::string base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  result.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t present = bytes.size() - i < 3 ? bytes.size() - i : 3;
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < present ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      result += k <= present ? kAlphabet[group >> (18 - 6 * k) & 63U] : '=';
  }
  return result;
}

std::optional<std::string> picture_address(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "data:image/jpeg;base64," + base64(bytes);
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return "data:image/png;base64," + base64(bytes);
  return std::nullopt;
}

std::string json_for_script(const nlohmann::ordered_json& value) {
  const std::string plain =
      value.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
  std::string result;
  result.reserve(plain.size());
  for (const char c : plain) {  // outside of strings JSON has none of the three
    if (c == '<')
      result += "\\u003c";
    else if (c == '>')
      result += "\\u003e";
    else if (c == '&')
      result += "\\u0026";
    else
      result += c;
  }
  return result;
}

std::string policy_hash(std::string_view inline_content) {
  return "'sha256-" + base64(bytes_of_hex(base::sha256_hex(inline_content))) + "'";
}

}  // namespace securepose::report
