#pragma once

#include <filesystem>

#include "securepose/pipeline/clip_work.h"
#include "securepose/result/rendering_record.h"

namespace securepose::pipeline {

/// Completes a result that was stopped while it was put in place, and refuses what is no result.
/// @throws base::Error(kInput) if the folder holds no whole result or a stopped run.
void require_whole_result(const std::filesystem::path& folder);

/// Takes up what a result keeps: observations and the record, with the warnings that they ask for.
/// Edits and covers of earlier checks are those that are stored.
/// @throws base::Error(kInput) if something is missing or damaged.
void restore_result(const std::filesystem::path& folder, const result::RenderingRecord& rendering,
                    ClipWork& work);

}  // namespace securepose::pipeline
