#include "securepose/check/check.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <future>
#include <utility>

#include "securepose/check/comparison.h"
#include "securepose/check/original_facts.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/pairing/paired_frames.h"

namespace securepose::check {
namespace {

/// In the frames that are not asked for, one look in this time tells enough of the clip's faces.
constexpr double kGlance_s = 0.5;
/// Looking at the original takes about this share of the first look's time.
constexpr double kGatheringShare = 0.9;

bool wanted(base::FrameIndex frame, const CheckOptions& options) {
  if (!options.ranges) return true;
  return std::any_of(options.ranges->begin(), options.ranges->end(), [&](const FrameRange& range) {
    return frame >= range.first && frame <= range.last;
  });
}

CheckedVersion version_of(const pairing::PairedFrames& frames) {
  const pairing::FinishedPlacement& placement = frames.placement();
  CheckedVersion version;
  version.original_width_px = placement.original_px.width;
  version.original_height_px = placement.original_px.height;
  version.width_px = placement.finished_px.width;
  version.height_px = placement.finished_px.height;
  version.scaled = !placement.same_pixels();
  version.matched_by_content = frames.pairs().original_of.has_value();
  if (version.matched_by_content) {
    version.frames_left_out = frames.pairs().left_out();
    version.frames_repeated = frames.pairs().repeated();
  }
  return version;
}

/// A picture of the original whose faces are being looked for.
struct PendingLook {
  cv::Mat rgb;
  std::optional<std::future<std::vector<RawFaceDetection>>> faces;  ///< nothing if nobody looks
};

/// Looks at the whole original.
void gather(const std::filesystem::path& original, const CheckOptions& options,
            CheckDetectors& detectors, OriginalPictures& pictures, OriginalFacts& facts,
            const base::Cancellation& cancellation,
            const std::function<void(base::FrameIndex)>& on_frame) {
  media::VideoReader source(original, media::Turns(0, options.part_turns_deg));
  std::optional<base::Timestamp> glanced;
  std::deque<PendingLook> pending;
  const auto take_first = [&] {
    PendingLook first = std::move(pending.front());
    pending.pop_front();
    facts.add(first.rgb, first.faces ? first.faces->get() : std::vector<RawFaceDetection>{});
  };
  while (const auto frame = source.next()) {
    cancellation.throw_if_requested();
    const bool due = !glanced || (frame->time - *glanced).seconds() >= kGlance_s;
    const bool look = frame->readable && (wanted(frame->index, options) || due);
    if (look) glanced = frame->time;
    PendingLook& begun = pending.emplace_back();
    begun.rgb = geometry::turned(frame->rgb, options.upright_turn_deg);
    if (look) begun.faces = detectors.begin_faces(frame->index, begun.rgb);
    if (pending.size() > detectors.looks_ahead()) take_first();
    if (on_frame)
      on_frame(static_cast<base::FrameIndex>(kGatheringShare * static_cast<double>(frame->index)));
  }
  while (!pending.empty()) {
    cancellation.throw_if_requested();
    take_first();
  }
  facts.complete(pictures, detectors);
}

}  // namespace

std::shared_ptr<OriginalFacts> facts_of_an_original() { return std::make_shared<OriginalFacts>(); }

CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame) {
  const auto detectors = network_detectors(options.face_precision, options.threads);
  return check(original, deidentified, options, *detectors, cancellation, on_frame);
}

CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, CheckDetectors& detectors,
                  const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame) {
  const media::Turns turns(0, options.part_turns_deg);
  const pairing::FinishedPlacement placement =
      pairing::finished_placement(original, deidentified, options.finished_turn_deg, turns);
  pairing::PairedFrames frames(
      original, deidentified, placement,
      options.finished_turn_deg
          ? pairing::FramePairs{}
          : pairing::pair_frames(original, deidentified, placement, cancellation, turns),
      turns);
  const auto facts = options.facts ? options.facts : facts_of_an_original();
  OriginalVideo pictures(original, turns, options.upright_turn_deg, cancellation);
  const bool known = facts->is_complete();
  if (!known) gather(original, options, detectors, pictures, *facts, cancellation, on_frame);
  Comparison comparison(*facts, detectors,
                        (options.upright_turn_deg - placement.turn_deg + 360) % 360);
  for (base::FrameIndex frame = 0;; ++frame) {
    cancellation.throw_if_requested();
    const bool look = wanted(frame, options);
    const auto pair = look ? frames.next() : frames.skip();
    if (!pair) break;
    if (on_frame) {
      const double gathered = known ? 0 : kGatheringShare;
      on_frame(static_cast<base::FrameIndex>(gathered * static_cast<double>(facts->frames()) +
                                             (1 - gathered) * static_cast<double>(frame)));
    }
    if (look) comparison.add(*pair);
  }
  CheckResult result = comparison.finish(pictures);
  result.version = version_of(frames);
  for (Leak& leak : result.leaks) {
    for (Leak::Place& place : leak.places) place.box_px = placement.in_finished(place.box_px);
  }
  return result;
}

}  // namespace securepose::check
