#include "securepose/cli/config_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <string>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/cli/nearest_name.h"

namespace securepose::cli {
namespace {

bool in_config(const OptionRow& row) { return row.reach != Reach::kCommandLine; }

std::vector<std::string_view> known_keys() {
  std::vector<std::string_view> keys;
  for (const OptionRow& row : option_table()) {
    if (in_config(row)) keys.push_back(row.name);
  }
  return keys;
}

std::string_view kind_name(const OptionRow& row) {
  switch (row.kind) {
    case ValueKind::kFlag:
      return "true or false";
    case ValueKind::kInteger:
      return "a whole number";
    case ValueKind::kNumber:
      return "a number";
    default:
      return "a text in quotes";
  }
}

// A value as the command line would have it; nothing if its type does not fit.
std::optional<std::string> text_of(const OptionRow& row, const toml::node& node) {
  switch (row.kind) {
    case ValueKind::kFlag:
      if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
      return std::nullopt;
    case ValueKind::kInteger:
      if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
      return std::nullopt;
    case ValueKind::kNumber:
      if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
      if (const auto* real = node.as_floating_point()) return fmt::format("{}", real->get());
      return std::nullopt;
    default:
      if (const auto* text = node.as_string()) return text->get();
      return std::nullopt;
  }
}

std::vector<std::string> texts_of(const OptionRow& row, const toml::node& node,
                                  const std::string& origin) {
  std::vector<std::string> texts;
  const auto take = [&](const toml::node& element) {
    auto text = text_of(row, element);
    if (!text)
      throw base::Error(base::ErrorKind::kUsage,
                        fmt::format("{}: the value must be {}{}.", origin, kind_name(row),
                                    row.repeatable ? " or a list of them" : ""));
    texts.push_back(std::move(*text));
  };
  if (const auto* list = node.as_array(); list != nullptr && row.repeatable) {
    for (const toml::node& element : *list) take(element);
  } else {
    take(node);
  }
  return texts;
}

toml::table parse(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file))
    throw base::Error::about_file(base::ErrorKind::kInput, file, "there is no such file",
                                  "Check what --config names.");
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    throw base::Error::about_file(base::ErrorKind::kInput, file,
                                  fmt::format("line {} is not valid TOML ({})",
                                              error.source().begin.line, error.description()),
                                  "Write one option a line, for instance: fill = \"soft\"");
  }
}

}  // namespace

void read_config_file(const std::filesystem::path& file, OptionValues& values) {
  const toml::table table = parse(file);
  for (const auto& [toml_key, node] : table) {
    const std::string key(toml_key.str());
    const OptionRow* row = find_option(key);
    if (row == nullptr || !in_config(*row))
      throw base::Error::about_file(
          base::ErrorKind::kUsage, file, fmt::format("\"{}\" is no option", key),
          suggestion(key, known_keys(), "").empty() ? "`securepose help run` lists them."
                                                    : suggestion(key, known_keys(), "").substr(1));
    const std::string origin = file.string() + ": " + key;
    std::vector<std::string> texts = texts_of(*row, node, origin);
    if ((row->commands & values.command()) == 0 || values.given(key)) continue;
    values.set(*row, std::move(texts), origin);
  }
}

}  // namespace securepose::cli
