#include "securepose/formats/table_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <limits>

namespace securepose::formats {

namespace {

void append_utf8(char32_t c, std::string& text) {
  const auto byte = [&text](char32_t b) { text.push_back(static_cast<char>(b)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0U | (c >> 6U));
    byte(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    byte(0xE0U | (c >> 12U));
    byte(0x80U | ((c >> 6U) & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  } else {
    byte(0xF0U | (c >> 18U));
    byte(0x80U | ((c >> 12U) & 0x3FU));
    byte(0x80U | ((c >> 6U) & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  }
}

/// @param high  which of two bytes is the upper one
std::string from_utf16(std::string_view bytes, std::size_t high) {
  std::string text;
  const auto unit = [&](std::size_t at) {
    return static_cast<char32_t>((static_cast<std::uint8_t>(bytes[at + high]) << 8U) |
                                 static_cast<std::uint8_t>(bytes[at + 1 - high]));
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size()) {
      at += 2;
      c = 0x10000 + ((c - 0xD800) << 10U) + (unit(at) - 0xDC00);
    }
    append_utf8(c, text);
  }
  return text;
}

}  // namespace

std::optional<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (bytes.starts_with("\xEF\xBB\xBF")) return bytes.substr(3);
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(std::string_view(bytes).substr(2), 1);
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(std::string_view(bytes).substr(2), 0);
  // Without a mark: a table begins with a letter, whose upper byte is 0.
  if (bytes.size() > 1 && bytes[1] == '\0') return from_utf16(bytes, 1);
  if (bytes.size() > 1 && bytes[0] == '\0') return from_utf16(bytes, 0);
  return bytes;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
    if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++begin;
  }
  return lines;
}

std::optional<double> number_in_cell(std::string_view cell, bool decimal_comma) {
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  std::string text(cell);
  if (decimal_comma) {
    if (std::count(text.begin(), text.end(), ',') > 1) return std::nullopt;
    const bool both = text.find(',') != std::string::npos && text.find('.') != std::string::npos;
    if (both) return std::nullopt;  // a thousands separator: which is which?
    std::replace(text.begin(), text.end(), ',', '.');
  }
  if (text.empty()) return kMissing;
  double value = 0;
  const char* begin = text.data() + (text.front() == '+' ? 1 : 0);
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size()) return value;
  // "-1.#IND000" and its kin are what Microsoft's C library printed.
  static constexpr std::array<std::string_view, 10> kMissingWords = {
      "nan", "nanind", "nansnan", "1ind", "1qnan", "1snan", "1inf", "na", "none", "null"};
  std::string word = bare_word(text);
  while (word.size() > 1 && word.back() == '0') word.pop_back();
  if (text == "-" ||
      std::find(kMissingWords.begin(), kMissingWords.end(), word) != kMissingWords.end())
    return kMissing;
  return std::nullopt;
}

std::string bare_word(std::string_view text) {
  std::string word;
  for (const char c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      word.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return word;
}

}  // namespace securepose::formats
