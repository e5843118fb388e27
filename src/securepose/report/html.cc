#include "securepose/report/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "securepose/base/counted.h"

namespace securepose::report {
namespace {

constexpr std::string_view kLeftOut = "[path left out]";

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' || c == '-' ||
         c == '~' || static_cast<unsigned char>(c) >= 0x80;
}

bool may_precede_path(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  constexpr std::string_view kBefore = " \t\r\n\"'`([{=:,;|";
  return kBefore.find(text[at - 1]) != std::string_view::npos;
}

/// A single slash before a word may be "per"; a path has a second separator or a dot.
bool token_is_path(std::string_view token) {
  return token.substr(1).find_first_of("/\\.") != std::string_view::npos;
}

bool path_starts(std::string_view text, std::size_t at) {
  if (!may_precede_path(text, at)) return false;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("file:/") || rest.starts_with("~/") || rest.starts_with("\\\\")) return true;
  if (rest.size() >= 3 && std::isalpha(static_cast<unsigned char>(rest[0])) != 0 &&
      rest[1] == ':' && (rest[2] == '\\' || rest[2] == '/'))
    return rest.size() < 4 || rest[3] != '/';  // "C:/", not a scheme's "x://"
  if (rest.size() < 2 || rest[0] != '/' || !is_name_character(rest[1])) return false;
  return token_is_path(rest.substr(0, rest.find_first_of(" \t\r\n")));
}

std::size_t path_end(std::string_view text, std::size_t start) {
  const char before = start > 0 ? text[start - 1] : '\0';
  if (before == '"' || before == '\'' || before == '`') {
    const std::size_t quote = text.find(before, start);
    if (quote != std::string_view::npos) return quote;
  }
  const std::size_t end = text.find_first_of(",;\"\r\n", start);
  return end == std::string_view::npos ? text.size() : end;
}

}  // namespace

std::string escape(std::string_view text) {
  std::string result;
  result.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      case '\0':
        result += "\xEF\xBF\xBD";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string without_paths(std::string_view text) {
  std::string result;
  std::size_t at = 0;
  while (at < text.size()) {
    if (path_starts(text, at)) {
      result += kLeftOut;
      at = path_end(text, at);
    } else {
      result += text[at++];
    }
  }
  return result;
}

std::string prose(std::string_view text) { return escape(without_paths(text)); }

std::string number(double value, int decimals) {
  if (!std::isfinite(value)) return "–";
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.front() != '-') return text;
  text.erase(0, 1);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return zero ? text : "−" + text;
}

std::string count(std::int64_t value) {
  const std::string digits = fmt::format("{}", value < 0 ? -value : value);
  std::string result = value < 0 ? "−" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0 && digits.size() > 4) result += "\u202f";
    result += digits[i];
  }
  return result;
}

std::string counted(std::int64_t value, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count(value), base::word_for(value, one, many));
}

std::string clock(base::Timestamp time) {
  const std::int64_t hundredths = (time.ns + 5'000'000) / 10'000'000;
  const std::int64_t absolute = hundredths < 0 ? -hundredths : hundredths;
  return fmt::format("{}{}:{:02}.{:02}", hundredths < 0 ? "−" : "", absolute / 6000,
                     absolute / 100 % 60, absolute % 100);
}

std::string length_text(base::Timestamp length) {
  if (length.seconds() < 120) return number(length.seconds(), 1) + " s";
  const std::int64_t seconds = std::llround(length.seconds());
  return fmt::format("{} min {} s", seconds / 60, seconds % 60);
}

std::string readable(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  if (!text.empty())
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

std::string definition_anchor(std::string_view term) {
  std::string anchor = "def-";
  for (const char c : term) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 && byte < 0x80)
      anchor += static_cast<char>(std::tolower(byte));
    else if (anchor.back() != '-')
      anchor += '-';
  }
  return anchor;
}

std::string person_name(base::PersonId person) { return fmt::format("Person {}", person.value); }

}  // namespace securepose::report
