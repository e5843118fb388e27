#pragma once

#include <string>
#include <vector>

#include "securepose/result/stage_figures.h"

namespace securepose::cli {

/// What `--profile` prints: each stage with its time and processor time, below it each network by
/// input size and precision, and what is left. Shares are of all processor time.
/// @param frames  of the video, for the milliseconds of one frame
std::string profile_text(const std::vector<result::StageFigures>& stages, std::int64_t frames);

}  // namespace securepose::cli
