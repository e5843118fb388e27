#pragma once

#include <filesystem>
#include <string>

#include "securepose/base/cancellation.h"
#include "securepose/perception/perceiver.h"
#include "securepose/pipeline/progress.h"
#include "securepose/result/observation_journal.h"

namespace securepose::pipeline {

/// After this many frames the observer forgets what it saw before and the journal is made durable:
/// what a kill can lose, and the places at which an analysis can be taken up again. 128 frames take
/// 20 to 40 s on two cores; forgetting costs a second look at one frame.
inline constexpr base::FrameIndex kFramesPerChunk = 128;

struct AnalysisRequest {
  std::filesystem::path video;
  std::filesystem::path journal_file;
  /// Everything that the observations depend on: input, program, networks, options.
  std::string key;
  base::FrameIndex frames_per_chunk = kFramesPerChunk;
  int turn_deg = 0;  ///< see media::VideoReader
};

/// Pass 1: runs the networks over the whole video and stores what they see. Goes on with the
/// journal of an interrupted run; the journal is then the same, byte for byte, as without the
/// interruption.
/// @return the complete journal
/// @throws base::Error(kInterrupted) when cancelled; the journal keeps all whole chunks.
/// base::Error(kInput) if the video can't be read.
result::ObservationJournal analyze(const AnalysisRequest& request,
                                   const perception::PerceiverFactory& make_perceiver,
                                   const base::Cancellation& cancellation,
                                   const Listener& listener);

}  // namespace securepose::pipeline
