#include "securepose/pipeline/second_look.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "securepose/deidentification/head_track.h"
#include "securepose/deidentification/leak_cover.h"
#include "securepose/deidentification/turned_away.h"

namespace securepose::pipeline {
namespace {

using base::FrameIndex;
using deidentification::FrameRange;
using deidentification::HeadTrack;
using deidentification::Leak;
using deidentification::LeakKind;

/// Frames around a change that are looked at again, so that a cover that blinks has a before and an
/// after.
constexpr base::FrameIndex kAround = 40;
/// A place of which at least this share lies within a head that is open on purpose is that head.
constexpr double kAtOpenHead = 0.5;

std::vector<FrameRange> widened(std::vector<FrameRange> ranges, base::FrameIndex frames) {
  for (FrameRange& range : ranges) {
    range.first = std::max<base::FrameIndex>(0, range.first - kAround);
    range.last = std::min(frames - 1, range.last + kAround);
  }
  return ranges;
}

std::vector<FrameIndex> shots_of(const tracking::People& people) {
  std::vector<FrameIndex> shots{0};
  shots.insert(shots.end(), people.cuts.begin(), people.cuts.end());
  return shots;
}

/// The heads of a person, in these frames only if any are named.
struct OpenHeads {
  std::vector<HeadTrack> tracks;
  std::optional<std::set<FrameIndex>> frames;
};

bool at_head(const Leak::Place& place, const OpenHeads& heads) {
  if (heads.frames && !heads.frames->contains(place.frame)) return false;
  return std::any_of(heads.tracks.begin(), heads.tracks.end(), [&](const HeadTrack& track) {
    const FrameIndex i = place.frame - track.first_frame;
    if (i < 0 || i >= static_cast<FrameIndex>(track.states.size())) return false;
    const auto& head = track.states[static_cast<std::size_t>(i)];
    if (head.basis.held) return false;  // somebody else's may lie where the person was lost
    const auto ellipse = deidentification::head_ellipse(head);
    return share_inside(place.box_px, ellipse.bounds()) >= kAtOpenHead;
  });
}

bool is_at(const Leak& leak, const OpenHeads& heads) {
  return std::all_of(leak.places.begin(), leak.places.end(),
                     [&](const Leak::Place& place) { return at_head(place, heads); });
}

bool shows_a_face(const Leak& leak) {
  return leak.kind == LeakKind::kOpenFace || leak.kind == LeakKind::kLegible;
}

/// What is left open on purpose.
class Wanted {
 public:
  Wanted(const SecondLookRequest& request, const tracking::ClipObservations& clip,
         const tracking::People& people) {
    const std::vector<FrameIndex> shots = shots_of(people);
    for (const tracking::Person& person : people.people) {
      if (person.id == request.spared) {
        spared_.push_back({deidentification::follow_head(clip, person, shots), std::nullopt});
      } else if (request.faces_only) {
        from_behind_.push_back({deidentification::follow_head(clip, person, shots),
                                deidentification::frames_turned_away(clip, person)});
      }
    }
  }

  bool explains(const Leak& leak) const {
    const auto at_any = [&](const std::vector<OpenHeads>& people) {
      return std::any_of(people.begin(), people.end(),
                         [&](const OpenHeads& heads) { return is_at(leak, heads); });
    };
    return at_any(spared_) || (!shows_a_face(leak) && at_any(from_behind_));
  }

 private:
  std::vector<OpenHeads> spared_;
  std::vector<OpenHeads> from_behind_;
};

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
  const Wanted open(request, clip, people);
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
    std::erase_if(result.remaining, [&](const Leak& leak) { return open.explains(leak); });
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
