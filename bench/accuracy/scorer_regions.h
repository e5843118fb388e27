#pragma once

#include <filesystem>
#include <string>

#include "securepose/covering/regions.h"

namespace securepose::bench {

/// Writes a plan in the form that the scorer of hand-drawn faces reads.
/// @param clip  the clip's file name, as the drawn faces know it
void write_scorer_regions(const covering::CoverPlan& plan, const std::string& clip,
                          const std::filesystem::path& file);

}  // namespace securepose::bench
