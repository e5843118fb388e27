#include "securepose/deidentification/check.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/deidentification/comparison.h"
#include "securepose/deidentification/finished_turn.h"
#include "securepose/deidentification/original_facts.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_reader.h"

namespace securepose::deidentification {
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

bool alike_px(int a, int b) { return std::abs(a - b) <= 1; }

/// The sizes may differ by the row or column that makes an odd size even.
void require_alike(cv::Size original_px, cv::Size other_px, const std::filesystem::path& file) {
  if (!alike_px(other_px.width, original_px.width) ||
      !alike_px(other_px.height, original_px.height)) {
    throw base::Error::about_file(base::ErrorKind::kInput, file,
                                  "the picture size differs from the original's",
                                  "Compare a video with its own original.");
  }
}

void require_same_length(const std::filesystem::path& original,
                         const std::filesystem::path& deidentified,
                         const base::Cancellation& cancellation) {
  media::VideoReader source(original);
  media::VideoReader finished(deidentified);
  while (true) {
    cancellation.throw_if_requested();
    const bool before = source.skip().has_value();
    const bool after = finished.skip().has_value();
    if (!before && !after) return;
    if (before != after) {
      throw base::Error::about_file(base::ErrorKind::kInput, deidentified,
                                    "it has more or fewer frames than the original",
                                    "Compare a video with its own original.");
    }
  }
}

/// Looks at the whole original.
void gather(const std::filesystem::path& original, const CheckOptions& options, CheckEyes& eyes,
            OriginalPictures& pictures, OriginalFacts& facts,
            const base::Cancellation& cancellation,
            const std::function<void(base::FrameIndex)>& on_frame) {
  media::VideoReader source(original, media::Turns(0, options.part_turns_deg));
  std::optional<base::Timestamp> glanced;
  while (const auto frame = source.next()) {
    cancellation.throw_if_requested();
    const bool due = !glanced || (frame->time - *glanced).seconds() >= kGlance_s;
    const bool look = frame->readable && (wanted(frame->index, options) || due);
    if (look) glanced = frame->time;
    facts.add(geometry::turned(frame->rgb, options.upright_turn_deg), look, eyes);
    if (on_frame)
      on_frame(static_cast<base::FrameIndex>(kGatheringShare * static_cast<double>(frame->index)));
  }
  facts.complete(pictures, eyes);
}

}  // namespace

std::shared_ptr<OriginalFacts> facts_of_an_original() { return std::make_shared<OriginalFacts>(); }

CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame) {
  const auto eyes = network_eyes(options.network);
  return check(original, deidentified, options, *eyes, cancellation, on_frame);
}

CheckResult check(const std::filesystem::path& original, const std::filesystem::path& deidentified,
                  const CheckOptions& options, CheckEyes& eyes,
                  const base::Cancellation& cancellation,
                  const std::function<void(base::FrameIndex)>& on_frame) {
  const media::Turns turns(0, options.part_turns_deg);
  const int turn_deg = options.finished_turn_deg ? *options.finished_turn_deg
                                                 : finished_turn_deg(original, deidentified, turns);
  const auto facts = options.facts ? options.facts : facts_of_an_original();
  OriginalVideo pictures(original, turns, options.upright_turn_deg, cancellation);
  media::VideoReader source(original, media::Turns(turn_deg, options.part_turns_deg));
  media::VideoReader finished(deidentified);
  require_alike({source.info().width_px, source.info().height_px},
                {finished.info().width_px, finished.info().height_px}, deidentified);
  const bool known = facts->is_complete();
  if (!known) {
    require_same_length(original, deidentified, cancellation);
    gather(original, options, eyes, pictures, *facts, cancellation, on_frame);
  }
  Comparison comparison(*facts, eyes, (options.upright_turn_deg - turn_deg + 360) % 360);
  for (base::FrameIndex frame = 0; frame < facts->frames(); ++frame) {
    cancellation.throw_if_requested();
    const bool look = wanted(frame, options);
    const auto before = look ? source.next() : source.skip();
    const auto after = look ? finished.next() : finished.skip();
    if (!before || !after) break;
    if (on_frame) {
      const double gathered = known ? 0 : kGatheringShare;
      on_frame(static_cast<base::FrameIndex>(gathered * static_cast<double>(facts->frames()) +
                                             (1 - gathered) * static_cast<double>(frame)));
    }
    if (!look) continue;
    const cv::Rect both({0, 0}, cv::Size(std::min(before->rgb.cols, after->rgb.cols),
                                         std::min(before->rgb.rows, after->rgb.rows)));
    comparison.add(*before, before->rgb(both), after->rgb(both));
  }
  return comparison.finish(pictures);
}

}  // namespace securepose::deidentification
