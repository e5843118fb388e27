#include "securepose/result/edit_list.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <utility>

#include "securepose/base/error.h"

namespace securepose::result {
namespace {

using tracking::AppliedEdit;
using tracking::EditKind;
using tracking::IdentityEdit;
using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<EditKind, const char*>, 5> kKinds = {
    {{EditKind::kSplit, "split"},
     {EditKind::kMerge, "merge"},
     {EditKind::kSwap, "swap"},
     {EditKind::kDelete, "delete"},
     {EditKind::kPatient, "patient"}}};

const char* name_of(EditKind kind) {
  for (const auto& [value, name] : kKinds)
    if (value == kind) return name;
  return "";
}

Json edit_json(const AppliedEdit& applied) {
  const IdentityEdit& edit = applied.edit;
  Json json = {{"kind", name_of(edit.kind)}, {"person", edit.person.value}};
  if (edit.kind == EditKind::kMerge || edit.kind == EditKind::kSwap)
    json["other"] = edit.other.value;
  if (edit.kind == EditKind::kSplit) {
    json["at_s"] = edit.start.seconds();
    json["new_person"] = applied.new_person.value;
  }
  if (edit.kind == EditKind::kSwap) {
    json["start_s"] = edit.start.seconds();
    json["end_s"] = edit.end.seconds();
  }
  return json;
}

/// A number that can't be; reported as a list that is none.
struct OutOfRange {};

/// A recording is not longer: 30 years; a larger number is no time in nanoseconds.
constexpr double kLongest_s = 1e9;

base::Timestamp time_in(const Json& json, const char* key) {
  const auto seconds = json.at(key).get<double>();
  if (!(std::abs(seconds) <= kLongest_s)) throw OutOfRange();
  return base::Timestamp::from_seconds(seconds);
}

base::PersonId person_in(const Json& json, const char* key) {
  const Json& value = json.at(key);
  if (!value.is_number_integer() || value.get<std::int64_t>() < 0) throw OutOfRange();
  return base::PersonId{value.get<std::int64_t>()};
}

// Throws what nlohmann throws for a missing key or a wrong type.
std::optional<IdentityEdit> edit_of(const Json& json) {
  const auto kind_name = json.at("kind").get<std::string>();
  for (const auto& [kind, name] : kKinds) {
    if (kind_name != name) continue;
    IdentityEdit edit;
    edit.kind = kind;
    edit.person = person_in(json, "person");
    if (kind == EditKind::kMerge || kind == EditKind::kSwap) edit.other = person_in(json, "other");
    if (kind == EditKind::kSplit) edit.start = time_in(json, "at_s");
    if (kind == EditKind::kSwap) {
      edit.start = time_in(json, "start_s");
      edit.end = time_in(json, "end_s");
    }
    return edit;
  }
  return std::nullopt;
}

}  // namespace

Json edits_json(std::span<const AppliedEdit> edits) {
  Json list = Json::array();
  for (const AppliedEdit& edit : edits) list.push_back(edit_json(edit));
  return list;
}

std::string edits_file_text(std::span<const AppliedEdit> edits) {
  return Json{{"format", 1}, {"edits", edits_json(edits)}}.dump(2) + "\n";
}

std::vector<IdentityEdit> read_edits(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / kEditsFile;
  std::ifstream in(file);
  if (!in) return {};
  const Json json = Json::parse(in, nullptr, /*allow_exceptions=*/false);
  try {
    std::vector<IdentityEdit> edits;
    bool known = json.at("format") == 1;
    for (const Json& entry : json.at("edits")) {
      const auto edit = edit_of(entry);
      known = known && edit;
      if (edit) edits.push_back(*edit);
    }
    if (known) return edits;
  } catch (const Json::exception&) {  // reported below
  } catch (const OutOfRange&) {
  }
  throw base::Error::about_file(
      base::ErrorKind::kInput, file, "this is no list of corrections",
      "Put the file back as it was, or remove it and make the corrections again.");
}

std::string sentence_for(const AppliedEdit& applied) {
  const IdentityEdit& edit = applied.edit;
  const std::int64_t person = edit.person.value;
  switch (edit.kind) {
    case EditKind::kSplit:
      return fmt::format("From {:.6g} s on, person {} is person {}.", edit.start.seconds(), person,
                         applied.new_person.value);
    case EditKind::kMerge:
      return fmt::format("Person {} is person {}.", edit.other.value, person);
    case EditKind::kSwap:
      return fmt::format("From {:.6g} to {:.6g} s, persons {} and {} change places.",
                         edit.start.seconds(), edit.end.seconds(), person, edit.other.value);
    case EditKind::kDelete:
      return fmt::format("Person {} is nobody.", person);
    case EditKind::kPatient:
      break;
  }
  return fmt::format("Person {} is the patient.", person);
}

}  // namespace securepose::result
