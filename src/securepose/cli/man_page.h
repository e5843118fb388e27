#pragma once

#include <string>
#include <string_view>

namespace securepose::cli {

/// securepose.1 in the man macros, of all commands and options.
std::string man_page(std::string_view version);

/// Text with the characters escaped that mean something to troff.
std::string troff(std::string_view text);

}  // namespace securepose::cli
