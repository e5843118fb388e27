#include "securepose/pipeline/second_look.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "securepose/base/counted.h"
#include "securepose/pipeline/leak_cover.h"
#include "securepose/pipeline/open_on_purpose.h"

namespace securepose::pipeline {
namespace {

using check::FrameRange;
using check::Leak;

/// Frames around a change that are looked at again, so that a cover that blinks has a before and an
/// after.
constexpr base::FrameIndex kAround = 40;

std::vector<FrameRange> widened(std::vector<FrameRange> ranges, base::FrameIndex frames) {
  for (FrameRange& range : ranges) {
    range.first = std::max<base::FrameIndex>(0, range.first - kAround);
    range.last = std::min(frames - 1, range.last + kAround);
  }
  return ranges;
}

std::string sentence_for(const SecondLookResult& result) {
  if (result.looks == 1 && result.remaining.empty()) return "No open face was found.";
  if (result.remaining.empty()) {
    return fmt::format("{} found and covered; clean at look {}.",
                       base::counted(static_cast<std::int64_t>(result.covered_leaks),
                                     "open place was", "open places were"),
                       result.looks);
  }
  return fmt::format("{} covered, {} still seen after {}.",
                     base::counted(static_cast<std::int64_t>(result.covered_leaks),
                                   "open place was", "open places were"),
                     result.remaining.size(), base::counted(result.looks, "look", "looks"));
}

}  // namespace

SecondLookResult second_look(const SecondLookRequest& request, const FaceCheck& check,
                             const observation::ClipObservations& clip,
                             const tracking::People& people, covering::CoverPlan& plan,
                             const std::function<void()>& render_again,
                             const base::Cancellation& cancellation, const Listener& listener) {
  const OpenOnPurpose open({request.spared, request.faces_only}, clip, people);
  const auto frames = static_cast<base::FrameIndex>(clip.frames.size());
  check::CheckOptions options;
  options.finished_turn_deg = request.turn_deg;
  options.part_turns_deg = request.part_turns_deg;
  options.upright_turn_deg = (request.turn_deg + clip.upright_turn_deg) % 360;
  if (request.ranges) options.ranges = widened(*request.ranges, frames);
  options.facts = check::facts_of_an_original();
  SecondLookResult result;
  while (result.looks < kMostLooks) {
    ++result.looks;
    Progress progress;
    progress.stage = Stage::kCheck;
    progress.expected_frames = frames;
    const auto seen = check(request.original, request.finished, options, cancellation,
                            [&](base::FrameIndex frame) {
                              progress.done_frames = frame + 1;
                              listener.progress(progress);
                            });
    if (result.looks == 1) result.frames_compared = seen.frames_compared;
    result.remaining = seen.leaks;
    open.take_out_of(result.remaining);
    if (result.remaining.empty() || result.looks == kMostLooks) break;
    listener.note(fmt::format("check: {} covered and rendered again",
                              base::counted(static_cast<std::int64_t>(result.remaining.size()),
                                            "open place is", "open places are")));
    cover_leaks(result.remaining, people.cuts, plan, tracking::CameraPath(clip));
    result.covered_leaks += result.remaining.size();
    render_again();
  }
  result.sentences.push_back(sentence_for(result));
  return result;
}

}  // namespace securepose::pipeline
