#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "securepose/tracking/identity_edit.h"

namespace securepose::result {

/// Name of the file that holds a result's corrections; there is none without corrections.
inline constexpr std::string_view kEditsFile = "edits.json";

/// The corrections as in edits.json and run.json, in order.
nlohmann::ordered_json edits_json(std::span<const tracking::AppliedEdit> edits);

/// The text of edits.json.
std::string edits_file_text(std::span<const tracking::AppliedEdit> edits);

/// The corrections of a result; none if it has no edits.json.
/// @throws base::Error(kInput) if that file is no list of corrections.
std::vector<tracking::IdentityEdit> read_edits(const std::filesystem::path& folder);

/// For the user: "From 4.2 s on, person 1 is person 3."
std::string sentence_for(const tracking::AppliedEdit& edit);

}  // namespace securepose::result
