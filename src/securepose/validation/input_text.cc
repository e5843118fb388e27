#include "securepose/validation/input_text.h"

#include <fstream>
#include <iterator>

namespace securepose::validation {

namespace fs = std::filesystem;
using nlohmann::json;

base::Error input_error(const fs::path& file, const std::string& what) {
  return base::Error::about_file(base::ErrorKind::kInput, file, what, "");
}

std::string input_text(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) throw input_error(file, "there is no such file");
  std::ifstream in(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in || fs::is_directory(file, error)) throw input_error(file, "can't be read");
  return text;
}

json input_json(const fs::path& file, const std::string& text) {
  json parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) throw input_error(file, "is not valid JSON");
  return parsed;
}

std::optional<double> number_at(const json& object, const char* key) {
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

std::optional<std::int64_t> integer_at(const json& object, const char* key) {
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

std::optional<std::string> text_at(const json& object, const char* key) {
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

const json& list_at(const json& object, const char* key) {
  static const json none = json::array();
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found == object.end() || !found->is_array() ? none : *found;
}

}  // namespace securepose::validation
