#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/pipeline/progress.h"
#include "securepose/pipeline/run_options.h"
#include "securepose/pipeline/source_video.h"

namespace securepose::pipeline {

/// How one video's run ended well.
struct ClipOutcome {
  std::int64_t frames = 0;
  std::int64_t people = 0;
  std::int64_t doubtful_moments = 0;
  std::vector<std::string> review_reasons;  ///< empty: verified
  std::vector<std::string> warnings;
};

/// Does everything for one video: the files of a result appear in `out` once all of them are
/// complete. An interrupted run is taken up where it stopped.
/// @throws base::Error: kInput if the video can't be used or `out` holds a result already and
/// options.force is not set; kEnvironment for a missing network, a full disk, a folder that can't
/// be written; kUsage if options.patient is nobody in the video; kInterrupted when cancelled. No
/// file of a result has appeared then.
ClipOutcome run_clip(const SourceVideo& source, const std::filesystem::path& out,
                     const RunOptions& options, const RunEnvironment& environment,
                     const base::Cancellation& cancellation, const Listener& listener);

/// @throws base::Error(kInput) if `out` holds a result that may not be replaced.
void refuse_existing_result(const std::filesystem::path& out, bool force);

}  // namespace securepose::pipeline
