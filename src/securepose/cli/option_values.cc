#include "securepose/cli/option_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "securepose/base/error.h"
#include "securepose/cli/nearest_name.h"

namespace securepose::cli {
namespace {

template <class Number>
std::optional<Number> parse(std::string_view text) {
  Number value{};
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

[[noreturn]] void reject(const std::string& origin, const std::string& value,
                         const std::string& wanted) {
  throw base::Error(base::ErrorKind::kUsage,
                    fmt::format("{}: \"{}\" is not {}.", origin, value, wanted));
}

std::string range_of(const OptionRow& row, std::string_view kind) {
  if (std::isfinite(row.min) && std::isfinite(row.max))
    return fmt::format("{} from {} to {}", kind, row.min, row.max);
  if (std::isfinite(row.min)) return fmt::format("{} of at least {}", kind, row.min);
  return std::string(kind);
}

void check_number(const OptionRow& row, const std::string& value, const std::string& origin) {
  const bool integer = row.kind == ValueKind::kInteger;
  std::optional<double> parsed;
  if (integer) {
    if (const auto whole = parse<std::int64_t>(value)) parsed = static_cast<double>(*whole);
  } else {
    parsed = parse<double>(value);
  }
  if (!parsed || !(*parsed >= row.min && *parsed <= row.max))
    reject(origin, value, range_of(row, integer ? "a whole number" : "a number"));
}

void check_choice(const OptionRow& row, const std::string& value, const std::string& origin) {
  const auto choices = split_choices(row.choices);
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return;
  throw base::Error(base::ErrorKind::kUsage,
                    fmt::format("{}: \"{}\" is none of {}.{}", origin, value,
                                fmt::join(choices, ", "), suggestion(value, choices, "")));
}

void check(const OptionRow& row, const std::string& value, const std::string& origin) {
  switch (row.kind) {
    case ValueKind::kFlag:
      if (value != "true" && value != "false") reject(origin, value, "true or false");
      break;
    case ValueKind::kText:
    case ValueKind::kPath:
      if (value.empty()) reject(origin, value, "a value");
      break;
    case ValueKind::kInteger:
    case ValueKind::kNumber:
      check_number(row, value, origin);
      break;
    case ValueKind::kChoice:
      check_choice(row, value, origin);
      break;
  }
}

nlohmann::ordered_json typed(const OptionRow& row, const std::string& value) {
  switch (row.kind) {
    case ValueKind::kFlag:
      return value == "true";
    case ValueKind::kInteger:
      return *parse<std::int64_t>(value);
    case ValueKind::kNumber:
      return *parse<double>(value);
    default:
      return value;
  }
}

}  // namespace

const OptionRow& OptionValues::row_of(std::string_view name) const {
  const OptionRow* row = find_option(name);
  if (row == nullptr || (row->commands & command_) == 0)
    throw std::logic_error("no such option: " + std::string(name));
  read_.insert(std::string(name));
  return *row;
}

void OptionValues::set(const OptionRow& row, std::vector<std::string> values,
                       const std::string& origin) {
  if (values.empty()) return;
  if (values.size() > 1 && !row.repeatable)
    throw base::Error(base::ErrorKind::kUsage, fmt::format("{} was given more than once.", origin));
  for (const std::string& value : values) check(row, value, origin);
  given_[std::string(row.name)] = std::move(values);
}

bool OptionValues::given(std::string_view name) const { return given_.contains(row_of(name).name); }

std::vector<std::string> OptionValues::values_of(std::string_view name) const {
  const OptionRow& row = row_of(name);
  if (const auto found = given_.find(name); found != given_.end()) return found->second;
  if (row.default_value.empty()) return {};
  return {std::string(row.default_value)};
}

bool OptionValues::flag(std::string_view name) const {
  const auto values = values_of(name);
  return !values.empty() && values.back() == "true";
}

std::string OptionValues::text(std::string_view name) const {
  const auto values = values_of(name);
  return values.empty() ? std::string() : values.back();
}

std::vector<std::string> OptionValues::texts(std::string_view name) const {
  return values_of(name);
}

std::optional<std::int64_t> OptionValues::integer(std::string_view name) const {
  const auto values = values_of(name);
  if (values.empty()) return std::nullopt;
  return parse<std::int64_t>(values.back());
}

std::optional<double> OptionValues::number(std::string_view name) const {
  const auto values = values_of(name);
  if (values.empty()) return std::nullopt;
  return parse<double>(values.back());
}

nlohmann::ordered_json OptionValues::record() const {
  auto record = nlohmann::ordered_json::object();
  for (const OptionRow* row : options_of(command_)) {
    if (row->reach != Reach::kRecord) continue;
    const std::string name(row->name);
    const auto values = values_of(name);
    if (row->repeatable) {
      record[name] = nlohmann::ordered_json::array();
      for (const std::string& value : values) record[name].push_back(typed(*row, value));
    } else if (row->kind == ValueKind::kFlag) {
      record[name] = flag(name);
    } else {
      record[name] = values.empty() ? nlohmann::ordered_json() : typed(*row, values.back());
    }
  }
  return record;
}

std::set<std::string> OptionValues::unread() const {
  std::set<std::string> names;
  for (const OptionRow* row : options_of(command_)) {
    if (!read_.contains(row->name)) names.insert(std::string(row->name));
  }
  return names;
}

}  // namespace securepose::cli
