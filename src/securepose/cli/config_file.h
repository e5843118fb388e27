#pragma once

#include <filesystem>

#include "securepose/cli/option_values.h"

namespace securepose::cli {

/// Takes options from a TOML file: a key for each, by its name without dashes in front; a flag is
/// true or false, a repeatable option a list. Options that the command line gave already are left
/// as they are; keys of other commands are allowed, so that one file serves all.
/// @throws base::Error(kInput) if the file can't be read or is no TOML, base::Error(kUsage) for a
/// key that no command has (naming the nearest) and for a value that does not fit.
void read_config_file(const std::filesystem::path& file, OptionValues& values);

}  // namespace securepose::cli
