#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/pipeline/clip_run.h"
#include "securepose/pipeline/input_videos.h"

namespace securepose::pipeline {

enum class VideoEnd {
  kDone,         ///< processed now
  kAlreadyDone,  ///< the folder holds this video's result, made with the same parameters
  kDuplicate,    ///< the same content as a video before it in this call
  kFailed,
};

/// How one of several videos ended.
struct VideoOutcome {
  std::filesystem::path video;
  std::filesystem::path folder;  ///< of the result; empty if it did not come to one
  VideoEnd end = VideoEnd::kDone;
  std::string error;  ///< the sentence, if it failed
  base::ErrorKind error_kind = base::ErrorKind::kInput;
  ClipOutcome clip;  ///< kDone and kAlreadyDone
};

/// Is told when a video begins: its position, from 0, and how many there are.
using VideoBegins = std::function<void(std::size_t, std::size_t, const std::filesystem::path&)>;

/// Runs one video after the other. A single one leaves its result in `out`; of several, each has a
/// folder below it that is named by the video's pseudonymous id. One that fails does not stop the
/// others, and one that was done before is not done again, so an interrupted call can be repeated.
/// @return one entry for each file of `input`, in order
/// @throws base::Error(kInterrupted) when cancelled.
std::vector<VideoOutcome> run_videos(const InputVideos& input, const std::filesystem::path& out,
                                     const RunOptions& options, const RunEnvironment& environment,
                                     const base::Cancellation& cancellation,
                                     const Listener& listener, const VideoBegins& begins);

/// The outcome that the result in `folder` records, if it is complete and comes from this video
/// with these parameters and this version of the program.
std::optional<ClipOutcome> finished_outcome(const std::filesystem::path& folder,
                                            const result::SourceVideo& source,
                                            const RunOptions& options);

}  // namespace securepose::pipeline
