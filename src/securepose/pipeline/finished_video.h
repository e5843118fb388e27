#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/observation/observations.h"
#include "securepose/pipeline/covered_pictures.h"
#include "securepose/pipeline/progress.h"

namespace securepose::pipeline {

/// What was seen when the finished video was read from its first to its last frame.
struct FinishedVideo {
  /// Sentences; empty if frames, times, size and streams are as they must be.
  std::vector<std::string> faults;
  /// Of the wanted frames, except those that can't be read.
  CoveredPictures pictures;
};

/// Reads the de-identified video back and compares it with what was analysed: number of frames,
/// presentation time of each (within half a tick of the file's clock), size, no sound unless it was
/// asked for. Takes the report's pictures on the way, so that they can come from nowhere else than
/// from the covered video.
FinishedVideo inspect_finished_video(const std::filesystem::path& video,
                                     const observation::ClipObservations& clip, bool with_audio,
                                     const PicturesWanted& wanted,
                                     const base::Cancellation& cancellation,
                                     const Listener& listener);

}  // namespace securepose::pipeline
