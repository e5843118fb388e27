#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "securepose/base/error.h"

namespace securepose::validation {

/// An error about a file that was handed in. `what` has no full stop.
base::Error input_error(const std::filesystem::path& file, const std::string& what);

/// The whole content of a file.
/// @throws base::Error(kInput) if it is missing or can't be read
std::string input_text(const std::filesystem::path& file);

/// The JSON in a file's text.
/// @throws base::Error(kInput) if it is none
nlohmann::json input_json(const std::filesystem::path& file, const std::string& text);

// Members of a JSON object, with their type checked; nothing if there is none of that type.
std::optional<double> number_at(const nlohmann::json& object, const char* key);
std::optional<std::int64_t> integer_at(const nlohmann::json& object, const char* key);
std::optional<std::string> text_at(const nlohmann::json& object, const char* key);
/// A list; empty if there is none.
const nlohmann::json& list_at(const nlohmann::json& object, const char* key);

}  // namespace securepose::validation
