#pragma once

#include <filesystem>

#include "securepose/base/cancellation.h"
#include "securepose/pipeline/people_timeline.h"
#include "securepose/pipeline/progress.h"
#include "securepose/pipeline/run_options.h"

namespace securepose::pipeline {

/// Name of the picture that show_people() leaves.
inline constexpr std::string_view kPeoplePicture = "people.png";

/// Tells who is there when in a result, with its corrections, and writes people.png into it. All
/// pictures in it come from the covered video; who is open there by wish is covered in it, too.
/// @param options  of the run that left the result
/// @throws base::Error as edit_result() does
PeopleTimeline show_people(const std::filesystem::path& folder, const RunOptions& options,
                           const base::Cancellation& cancellation, const Listener& listener);

}  // namespace securepose::pipeline
