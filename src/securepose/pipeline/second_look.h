#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/check/check.h"
#include "securepose/covering/regions.h"
#include "securepose/pipeline/progress.h"
#include "securepose/tracking/people.h"

namespace securepose::pipeline {

/// See check::check(); replaced in tests that do without networks.
using FaceCheck = std::function<check::CheckResult(
    const std::filesystem::path& original, const std::filesystem::path& deidentified,
    const check::CheckOptions& options, const base::Cancellation& cancellation,
    const std::function<void(base::FrameIndex)>& on_frame)>;

/// How often the finished video is looked at before what is left goes to a person.
inline constexpr int kMostLooks = 3;

struct SecondLookRequest {
  std::filesystem::path original;
  std::filesystem::path finished;
  /// Left uncovered on purpose; what the check sees at this person's head is no leak.
  std::optional<base::PersonId> spared;
  /// Heads that are seen wholly from behind are left open on purpose, too: such a head where no
  /// face shows is no leak.
  bool faces_only = false;
  int turn_deg = 0;  ///< of the finished video against the original, see SourceVideo
  std::vector<int> part_turns_deg = {};  ///< likewise of the original's parts, see media::Turns
  /// Only these frames, and those around them, are looked at: the others were before, when their
  /// covers were the same. Nothing: all.
  std::optional<std::vector<check::FrameRange>> ranges = std::nullopt;
};

struct SecondLookResult {
  int looks = 0;
  std::int64_t frames_compared = 0;    ///< at the first look
  std::size_t covered_leaks = 0;       ///< found and covered
  std::vector<check::Leak> remaining;  ///< still seen at the last look
  std::vector<std::string> sentences;  ///< for the record
};

/// Checks the finished video with networks that placed no region, covers what they find in `plan`,
/// has the video rendered again (only what changed is), and looks again, until it is clean or
/// kMostLooks is reached. All looks know the same of the original, which is looked at once, and all
/// compare all frames: what is clean here is clean for `check`, too.
/// @param render_again  renders and joins the video anew from the changed plan
SecondLookResult second_look(const SecondLookRequest& request, const FaceCheck& check,
                             const observation::ClipObservations& clip,
                             const tracking::People& people, covering::CoverPlan& plan,
                             const std::function<void()>& render_again,
                             const base::Cancellation& cancellation, const Listener& listener);

}  // namespace securepose::pipeline
