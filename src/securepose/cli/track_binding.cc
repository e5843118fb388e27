#include "securepose/cli/track_binding.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "securepose/base/error.h"
#include "securepose/cli/number_scanner.h"
#include "securepose/cli/run_binding.h"

namespace securepose::cli {
namespace {

using tracking::EditKind;
using tracking::IdentityEdit;

constexpr double kGreatestNumber = 1e9;

[[noreturn]] void reject(std::string_view option, const std::string& value,
                         std::string_view wanted) {
  throw base::Error(base::ErrorKind::kUsage,
                    fmt::format("--{}: \"{}\" is not {}.", option, value, wanted));
}

std::optional<base::PersonId> person(std::optional<double> number) {
  if (!number || *number < 1 || *number > kGreatestNumber || *number != std::floor(*number))
    return std::nullopt;
  return base::PersonId{static_cast<std::int64_t>(*number)};
}

std::vector<std::string> texts_of(const nlohmann::ordered_json& value) {
  if (value.is_string()) return {value.get<std::string>()};
  if (!value.is_array()) return {value.dump()};
  std::vector<std::string> texts;
  for (const auto& entry : value) {
    for (std::string& text : texts_of(entry)) texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace

IdentityEdit parse_split(const std::string& text) {
  NumberScanner scanner(text);
  const auto who = person(scanner.next('@'));
  const auto at_s = who ? scanner.next(0) : std::nullopt;
  if (!at_s || *at_s < 0)
    reject("split", text, "a person and a time in seconds as P@t, for instance 2@4.2");
  return {EditKind::kSplit, *who, {}, base::Timestamp::from_seconds(*at_s), {}};
}

IdentityEdit parse_merge(const std::string& text) {
  NumberScanner scanner(text);
  const auto who = person(scanner.next(','));
  const auto other = person(scanner.next(0));
  if (!who || !other) reject("merge", text, "two people as P,Q, for instance 1,4");
  return {EditKind::kMerge, *who, *other, {}, {}};
}

IdentityEdit parse_swap(const std::string& text) {
  NumberScanner scanner(text);
  const auto who = person(scanner.next(','));
  const auto other = person(scanner.next('@'));
  const auto start_s = scanner.next('-');
  const auto end_s = scanner.next(0);
  if (!who || !other || !start_s || !end_s || *start_s < 0 || *end_s < *start_s)
    reject("swap", text,
           "two people and two times in seconds as P,Q@t0-t1 with t1 not before t0, for instance "
           "1,2@3.5-6");
  return {EditKind::kSwap, *who, *other, base::Timestamp::from_seconds(*start_s),
          base::Timestamp::from_seconds(*end_s)};
}

IdentityEdit parse_delete(const std::string& text) {
  NumberScanner scanner(text);
  const auto who = person(scanner.next(0));
  if (!who) reject("delete", text, "a person's number, for instance 3");
  return {EditKind::kDelete, *who, {}, {}, {}};
}

std::vector<pipeline::RequestedEdit> requested_edits(const CommandLine& line) {
  std::vector<pipeline::RequestedEdit> edits;
  for (const auto& [name, value] : line.sequence) {
    if (name == "split")
      edits.emplace_back(parse_split(value));
    else if (name == "merge")
      edits.emplace_back(parse_merge(value));
    else if (name == "swap")
      edits.emplace_back(parse_swap(value));
    else if (name == "delete")
      edits.emplace_back(parse_delete(value));
    else if (name == "patient")
      edits.emplace_back(identity::parse_patient_choice(value));
  }
  return edits;
}

pipeline::RunOptions options_of_result(const result::RenderingRecord& record) {
  OptionValues values(kRun);
  try {
    for (const auto& [name, value] : record.parameters.items()) {
      const OptionRow* row = find_option(name);
      if (row != nullptr && (row->commands & kRun) != 0 && !value.is_null())
        values.set(*row, texts_of(value), "rendering.json: " + name);
    }
    pipeline::RunOptions options = run_options(values);
    options.movement.normal_bands = record.normal_bands;
    options.parameters = record.parameters;
    return options;
  } catch (const base::Error& error) {
    throw base::Error(base::ErrorKind::kInput, error.what());
  }
}

}  // namespace securepose::cli
