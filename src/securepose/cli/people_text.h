#pragma once

#include <cstddef>
#include <string>

#include "securepose/pipeline/people_timeline.h"

namespace securepose::cli {

/// A lane for each person over time, as wide as `columns`, with a time axis and a key.
/// @param decorated  blocks and bold for a terminal; otherwise plain characters
std::string people_text(const pipeline::PeopleTimeline& timeline, std::size_t columns,
                        bool decorated);

}  // namespace securepose::cli
