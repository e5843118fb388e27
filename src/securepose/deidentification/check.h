#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/deidentification/check_eyes.h"
#include "securepose/deidentification/leak.h"
#include "securepose/geometry/box.h"
#include "securepose/inference/network.h"

namespace securepose::deidentification {

/// Frames to look at, both ends included.
struct FrameRange {
  base::FrameIndex first = 0;
  base::FrameIndex last = 0;
};

struct CheckOptions {
  inference::NetworkOptions network;
  /// Clockwise turn of the original after which people stand upright; the networks see few who do
  /// not. Places of leaks are those of the finished video all the same.
  int upright_turn_deg = 0;
  /// By how much the finished video is turned clockwise against the original; nothing: the first
  /// pictures tell, see finished_turn_deg().
  std::optional<int> finished_turn_deg = std::nullopt;
  /// Only these, ascending and apart; nothing: all frames.
  std::optional<std::vector<FrameRange>> ranges;
};

struct CheckResult {
  std::int64_t frames_compared = 0;
  /// Of these, frames that are like the original all over, and frames that differ all over.
  std::int64_t frames_unchanged = 0;
  std::int64_t frames_changed_all_over = 0;
  double duration_s = 0;
  std::vector<Leak> leaks;
  bool clean() const { return leaks.empty(); }
};

/// Compares a finished video with its original, frame by frame, with detectors and scales that
/// placed no region; reads nothing but the two files, so it works on any program's output.
/// @param on_frame  called with the index of each frame that was compared
/// @throws base::Error(kInput) if one can't be read, or if they differ in size or number of frames
CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame);

/// The same with other eyes than the networks.
CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, CheckEyes& eyes,
                  const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame);

}  // namespace securepose::deidentification
