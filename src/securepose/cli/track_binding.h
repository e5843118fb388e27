#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "securepose/cli/command_line.h"
#include "securepose/pipeline/result_edit.h"

namespace securepose::cli {

// Each throws base::Error(kUsage) that names the option and what it wants.

/// "P@t": person and seconds.
tracking::IdentityEdit parse_split(const std::string& text);
/// "P,Q".
tracking::IdentityEdit parse_merge(const std::string& text);
/// "P,Q@t0-t1".
tracking::IdentityEdit parse_swap(const std::string& text);
/// "P".
tracking::IdentityEdit parse_delete(const std::string& text);

/// The corrections of a command line in the order given.
std::vector<pipeline::RequestedEdit> requested_edits(const CommandLine& line);

/// The options of the run that left a result, from what it stored of them.
/// @throws base::Error(kInput) if an option of it means nothing to this version.
pipeline::RunOptions options_of_result(const result::RenderingRecord& record);

}  // namespace securepose::cli
