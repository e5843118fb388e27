#include "securepose/pipeline/second_look.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "securepose/deidentification/head_track.h"
#include "securepose/deidentification/leak_cover.h"

namespace securepose::pipeline {
namespace {

using deidentification::FrameRange;
using deidentification::HeadTrack;
using deidentification::Leak;

/// Frames around a change that are looked at again, so that a cover that blinks has a before and an
/// after.
constexpr base::FrameIndex kAround = 40;
/// A place with at least this share of its points within the spared head is that head.
constexpr double kAtSparedHead = 0.5;

std::vector<FrameRange> widened(std::vector<FrameRange> ranges, base::FrameIndex frames) {
  for (FrameRange& range : ranges) {
    range.first = std::max<base::FrameIndex>(0, range.first - kAround);
    range.last = std::min(frames - 1, range.last + kAround);
  }
  return ranges;
}

std::vector<HeadTrack> heads_of(const tracking::ClipObservations& clip,
                                const tracking::People& people, std::optional<base::PersonId> who) {
  std::vector<base::FrameIndex> shots{0};
  shots.insert(shots.end(), people.cuts.begin(), people.cuts.end());
  for (const tracking::Person& person : people.people) {
    if (person.id == who) return deidentification::follow_head(clip, person, shots);
  }
  return {};
}

bool at_head(const Leak::Place& place, const std::vector<HeadTrack>& heads) {
  return std::any_of(heads.begin(), heads.end(), [&](const HeadTrack& track) {
    const base::FrameIndex i = place.frame - track.first_frame;
    if (i < 0 || i >= static_cast<base::FrameIndex>(track.states.size())) return false;
    const auto& head = track.states[static_cast<std::size_t>(i)];
    if (head.basis.held) return false;  // somebody else's may lie where the patient was lost
    const auto ellipse = deidentification::head_ellipse(head);
    return share_inside(place.box_px, ellipse.bounds()) >= kAtSparedHead;
  });
}

/// Leaks at the head that was left uncovered on purpose are none.
void erase_spared(std::vector<Leak>& leaks, const std::vector<HeadTrack>& heads) {
  std::erase_if(leaks, [&](const Leak& leak) {
    return std::all_of(leak.places.begin(), leak.places.end(),
                       [&](const Leak::Place& place) { return at_head(place, heads); });
  });
}

std::string sentence_for(const SecondLookResult& result) {
  if (result.looks == 1 && result.remaining.empty()) return "No open face was found.";
  if (result.remaining.empty()) {
    return fmt::format("{} found and covered; clean at look {}.",
                       result.covered_leaks == 1
                           ? std::string("One open place was")
                           : fmt::format("{} open places were", result.covered_leaks),
                       result.looks);
  }
  return fmt::format("{} covered, {} still seen after {} looks.", result.covered_leaks,
                     result.remaining.size(), result.looks);
}

}  // namespace

SecondLookResult second_look(const SecondLookRequest& request, const FaceCheck& check,
                             const tracking::ClipObservations& clip, const tracking::People& people,
                             deidentification::CoverPlan& plan,
                             const std::function<void()>& render_again,
                             const base::Cancellation& cancellation, const Listener& listener) {
  const std::vector<HeadTrack> spared = heads_of(clip, people, request.spared);
  const auto frames = static_cast<base::FrameIndex>(clip.frames.size());
  deidentification::CheckOptions options;
  options.finished_turn_deg = request.turn_deg;
  options.upright_turn_deg = (request.turn_deg + clip.upright_turn_deg) % 360;
  if (request.ranges) options.ranges = widened(*request.ranges, frames);
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
    erase_spared(result.remaining, spared);
    if (result.remaining.empty() || result.looks == kMostLooks) break;
    listener.note(fmt::format("check: {} open places are covered and rendered again",
                              result.remaining.size()));
    const auto changed = deidentification::cover_leaks(result.remaining, people.cuts, plan);
    result.covered_leaks += result.remaining.size();
    render_again();
    options.ranges = widened(changed, frames);
  }
  result.sentences.push_back(sentence_for(result));
  return result;
}

}  // namespace securepose::pipeline
