#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "securepose/validation/figures.h"

namespace securepose::validation {

/// Whether clips are named as the face file names them, which may be the name of a patient's
/// recording, or by pseudonymous id only.
enum class ClipNames { kGiven, kPseudonymous };

/// What --json prints: figures of all clips, of each, by kind and by height, every face that has to
/// be covered with its share, and the leaks among them.
nlohmann::ordered_json validation_json(const Validation& validation, ClipNames names);

/// For the terminal: a line a clip, the totals, every leak.
std::string validation_text(const Validation& validation);

/// A table for a paper, one row a clip and one for all; without names.
std::string validation_csv(const Validation& validation);
/// The same table with its definitions in words.
std::string validation_markdown(const Validation& validation);

/// Writes validation.csv, validation.md and validation.json, pseudonymous and with owner-only
/// rights, into a folder, which is made if it is not there.
/// @throws base::Error(kInput) if tables are there and `replace` is false,
/// base::Error(kEnvironment) if they can't be written
void write_tables(const Validation& validation, const std::filesystem::path& folder, bool replace);

}  // namespace securepose::validation
