#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/check/check_detectors.h"
#include "securepose/check/leak.h"
#include "securepose/geometry/box.h"
#include "securepose/inference/precision.h"

namespace securepose::check {

class OriginalFacts;

/// Empty, to be gathered by the first check that gets it.
std::shared_ptr<OriginalFacts> facts_of_an_original();

/// Frames to look at, both ends included.
struct FrameRange {
  base::FrameIndex first = 0;
  base::FrameIndex last = 0;
};

struct CheckOptions {
  /// Of CenterFace; all others compute in 32 bits.
  inference::Precision face_precision = inference::Precision::kF32;
  /// Frames of the original that are looked at side by side, each on one core; 0: as many as there
  /// are cores.
  int threads = 0;
  /// Clockwise turn of the original after which people stand upright; the networks see few who do
  /// not. Places of leaks are those of the finished video all the same.
  int upright_turn_deg = 0;
  /// Of an original whose parts lie differently, see media::Turns; the finished video shows them
  /// so.
  std::vector<int> part_turns_deg;
  /// By how much the finished video is turned clockwise against the original, given by who made it
  /// from the original frame by frame; nothing: the first pictures tell (finished_placement()), and
  /// frames are paired by their times and content (pair_frames()).
  std::optional<int> finished_turn_deg = std::nullopt;
  /// Only these, ascending and apart; nothing: all frames. Of the others, the original is looked
  /// at now and then, for what the clip's faces look like.
  std::optional<std::vector<FrameRange>> ranges;
  /// What is known of the original; gathered first if it is not. Kept by the caller, it saves the
  /// next look at another finished video of the same original most of the networks, and makes both
  /// know the same. Of the same detectors, turn and ranges.
  std::shared_ptr<OriginalFacts> facts;
};

/// What the finished video is of its original.
struct CheckedVersion {
  int original_width_px = 0;  ///< turned as the finished video; so is the height
  int original_height_px = 0;
  int width_px = 0;
  int height_px = 0;
  bool scaled = false;  ///< its pixels are not the original's
  /// Frames were paired by their content, for their number or times differ.
  bool matched_by_content = false;
  std::int64_t frames_left_out = 0;  ///< frames of the original that it does not show
  std::int64_t frames_repeated = 0;  ///< of its frames, those that show the same as the one before

  bool same_size() const {
    return !scaled && width_px == original_width_px && height_px == original_height_px;
  }
};

struct CheckResult {
  std::int64_t frames_compared = 0;
  /// Of these, frames that are like the original all over, and frames that differ all over.
  std::int64_t frames_unchanged = 0;
  std::int64_t frames_changed_all_over = 0;
  double duration_s = 0;
  CheckedVersion version;
  std::vector<Leak> leaks;  ///< frames, times and places are those of the finished video
  bool clean() const { return leaks.empty(); }
};

/// Compares a finished video with its original, frame by frame, with detectors and scales that
/// placed no region; reads nothing but the two files, so it works on any program's output. Looks at
/// the whole original first, so that what shows anywhere in it counts everywhere. The finished one
/// may be turned, scaled, padded to a codec's blocks, and have more or fewer frames.
/// @param on_frame  called with how far it has come, in frames
/// @throws base::Error(kInput) if one can't be read, or if the second is no version of the first
CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame);

/// The same with other detectors than the networks.
CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, CheckDetectors& detectors,
                  const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame);

}  // namespace securepose::check
