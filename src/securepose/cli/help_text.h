#pragma once

#include <string>

#include "securepose/cli/option_table.h"

namespace securepose::cli {

/// All commands, one a line.
std::string overview_text();

/// What a command does, its options by section, and examples.
std::string help_text(const CommandRow& command);

/// Words broken into lines of at most `width` characters, each but the first indented.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = 90);

}  // namespace securepose::cli
