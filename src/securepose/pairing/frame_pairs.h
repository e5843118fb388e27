#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/pairing/finished_placement.h"

namespace securepose::pairing {

/// Which frame of the original each frame of a finished video shows.
struct FramePairs {
  /// By the finished video's frames, never falling. Nothing: each shows the one of its own number.
  std::optional<std::vector<std::int32_t>> original_of;
  std::int64_t original_frames = 0;
  std::int64_t finished_frames = 0;

  std::int64_t original_frame_of(std::int64_t finished_frame) const {
    return original_of ? (*original_of)[static_cast<std::size_t>(finished_frame)] : finished_frame;
  }
  /// Frames of the original that no frame of the finished video shows.
  std::int64_t left_out() const;
  /// Frames of the finished video that show the same as the one before.
  std::int64_t repeated() const;
};

/// Pairs the frames of a finished video with those of its original. Where both have as many, at the
/// same times from the first one on (half a frame apart at most), number tells. Else their content
/// does: of all ways through both that never go back, the one that leaves the least difference,
/// within a second of where times and numbers put a frame. Decodes both videos once for their
/// times, and up to twice more where content decides; keeps a few bytes a frame.
/// @param turns  how the parts of the original are turned in the finished video
/// @throws base::Error(kInput) if one can't be read, or if the finished video's frames are not
/// those of the original
FramePairs pair_frames(const std::filesystem::path& original,
                       const std::filesystem::path& deidentified,
                       const FinishedPlacement& placement, const base::Cancellation& cancellation,
                       const media::Turns& turns = {});

}  // namespace securepose::pairing
