#pragma once

#include <string>
#include <string_view>

namespace securepose::cli {

/// A script that completes commands, options and their values in "bash", "zsh" or "fish".
/// @throws base::Error(kUsage) for another shell.
std::string completion_script(std::string_view shell);

}  // namespace securepose::cli
