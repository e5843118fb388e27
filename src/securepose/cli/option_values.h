#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "securepose/cli/option_table.h"

namespace securepose::cli {

/// The values of one command's options: from the command line, else from --config, else the
/// defaults of the table.
class OptionValues {
 public:
  explicit OptionValues(Command command) : command_(command) {}

  Command command() const { return command_; }

  /// Takes what the user wrote for an option; earlier values of it are replaced.
  /// @param values  one text, several for a repeatable option; "true" or "false" for a flag
  /// @param origin  for the error: "--crf" or "clinic.toml: crf"
  /// @throws base::Error(kUsage) that names origin, value and limit.
  void set(const OptionRow& row, std::vector<std::string> values, const std::string& origin);

  /// Whether the user gave a value.
  bool given(std::string_view name) const;

  // The value of an option of this command; asking for another one is a fault of the program.
  bool flag(std::string_view name) const;
  std::string text(std::string_view name) const;  ///< empty if there is none
  std::vector<std::string> texts(std::string_view name) const;
  std::optional<std::int64_t> integer(std::string_view name) const;
  std::optional<double> number(std::string_view name) const;

  /// Everything with Reach::kRecord by name, with its type; null where there is no value.
  nlohmann::ordered_json record() const;

  /// Options of the command that nobody has asked for; a test keeps this empty.
  std::set<std::string> unread() const;

 private:
  const OptionRow& row_of(std::string_view name) const;
  std::vector<std::string> values_of(std::string_view name) const;

  Command command_;
  std::map<std::string, std::vector<std::string>, std::less<>> given_;
  mutable std::set<std::string, std::less<>> read_;
};

}  // namespace securepose::cli
