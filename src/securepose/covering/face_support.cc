#include "securepose/covering/face_support.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace securepose::covering {
namespace {

using observation::HeadEvidence;

/// A face of this certainty needs no support.
constexpr double kClear = 0.6;
/// How far from its expected place, in head heights, and how much larger or smaller than expected
/// an unsupported face may be: the spread of faint true faces about the smoothed head on the
/// development recordings is 0.25 head heights.
constexpr double kReach = 0.4;
constexpr double kSizeRatio = 1.4;

const HeadEvidence& best(const std::vector<HeadEvidence>& evidence) {
  return *std::min_element(evidence.begin(), evidence.end(), [](const auto& a, const auto& b) {
    return a.center_sigma_px < b.center_sigma_px;
  });
}

bool supported(const std::vector<HeadEvidence>& evidence) {
  return std::any_of(evidence.begin(), evidence.end(), [](const HeadEvidence& e) {
    return e.source != observation::HeadSource::kFace || e.certainty >= kClear;
  });
}

/// The head between two supported frames.
HeadEvidence between(const HeadEvidence& before, const HeadEvidence& after, double t) {
  HeadEvidence head = before;
  head.center = before.center + t * (after.center - before.center);
  head.height_px = (1 - t) * before.height_px + t * after.height_px;
  return head;
}

bool fits(const HeadEvidence& face, const HeadEvidence& expected) {
  const double ratio = face.height_px / expected.height_px;
  return distance_px(face.center, expected.center) < kReach * expected.height_px &&
         ratio < kSizeRatio && ratio > 1 / kSizeRatio;
}

}  // namespace

void drop_unsupported_faces(const observation::ClipObservations& clip,
                            const tracking::CameraPath& camera, HeadSegment& segment) {
  const auto time_s = [&](std::size_t k) {
    return clip.frames[static_cast<std::size_t>(segment.frames[k])].time.seconds();
  };
  HeadSegment kept;
  std::optional<std::size_t> before;
  for (std::size_t k = 0; k < segment.frames.size(); ++k) {
    std::vector<HeadEvidence> evidence = segment.evidence[k];
    if (supported(evidence)) {
      before = k;
    } else if (before) {
      std::size_t after = k + 1;
      while (after < segment.frames.size() && !supported(segment.evidence[after])) ++after;
      if (after < segment.frames.size()) {
        const double t = (time_s(k) - time_s(*before)) / (time_s(after) - time_s(*before));
        const auto carried = [&](std::size_t from) {
          HeadEvidence head = best(segment.evidence[from]);
          head.center = camera.carried(head.center, segment.frames[from], segment.frames[k]);
          return head;
        };
        const HeadEvidence expected = between(carried(*before), carried(after), t);
        std::erase_if(evidence, [&](const HeadEvidence& face) { return !fits(face, expected); });
      }
    }
    if (evidence.empty()) continue;
    kept.frames.push_back(segment.frames[k]);
    kept.evidence.push_back(std::move(evidence));
  }
  segment = std::move(kept);
}

}  // namespace securepose::covering
