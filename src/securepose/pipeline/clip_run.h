#pragma once

#include <filesystem>

#include "securepose/base/cancellation.h"
#include "securepose/pipeline/clip_result.h"
#include "securepose/pipeline/progress.h"
#include "securepose/pipeline/run_options.h"
#include "securepose/result/source_video.h"

namespace securepose::pipeline {

/// Does everything for one video: the files of a result appear in `out` once all of them are
/// complete. An interrupted run is taken up where it stopped. Corrections of a result that is
/// replaced are dropped.
/// @throws base::Error: kInput if the video can't be used or `out` holds a result already and
/// options.force is not set; kEnvironment for a missing network, a full disk, a folder that can't
/// be written; kUsage if options.patient is nobody in the video; kInterrupted when cancelled. No
/// file of a result has appeared then.
ClipOutcome run_clip(const result::SourceVideo& source, const std::filesystem::path& out,
                     const RunOptions& options, const RunEnvironment& environment,
                     const base::Cancellation& cancellation, const Listener& listener);

/// Completes a correction that was stopped while its files were put in place.
/// @throws base::Error(kInput) if `out` holds a result that may not be replaced.
void refuse_existing_result(const std::filesystem::path& out, bool force);

}  // namespace securepose::pipeline
