#include "securepose/covering/head_segments.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "securepose/covering/edge_readings.h"
#include "securepose/covering/face_support.h"
#include "securepose/covering/person_evidence.h"

namespace securepose::covering {
namespace {

using observation::HeadEvidence;
using observation::HeadSource;

/// Evidence further apart than this belongs to two segments, unless the head hardly moved: about
/// the time for which a passing person hides another (see docs/deidentification.md).
constexpr double kLongestGap_s = 2.0;
/// ... in head heights, and only for so long: who is unseen at an open place for longer has left.
constexpr double kHardlyMoved = 1.5;
constexpr double kLongestSamePlaceGap_s = 4.0;
/// What shows in fewer frames than this, without a clear face, half a second and more before
/// anything else of the person in the shot, is a glimpse.
constexpr std::size_t kFewestOfADetection = 3;
/// The tracker's certainty from which on a person counts as sure, and the one from which on he does
/// if his body was seen this often, in most of his frames.
constexpr double kSurePerson = 0.6;
constexpr double kLikelyPerson = 0.4;
constexpr std::ptrdiff_t kFewestBodies = 10;
/// Segments of others end sooner ...
constexpr double kLongestUnsureGap_s = 0.5;
/// ... and where the next face lies further than this many head heights, and this many more per
/// second (a brisk walk), away.
constexpr double kUnsureReach = 0.7;
constexpr double kUnsureSpeed_per_s = 6;
/// ... and are followed only with one face as clear as this, or with three faces of CenterFace's
/// published default score of which one is half as clear again, or with landmarks in five frames.
/// Leaves, lamps and hands on the development recordings reach none of these.
constexpr double kClearFace = 0.6;
constexpr double kFairFace = 0.4;
constexpr double kFaintFace = 0.2;
constexpr int kFewestFaintFaces = 3;
constexpr int kFewestLandmarkFrames = 5;
/// Small heads are followed on less, because covering them in vain costs little and because those
/// who sit far behind, half hidden, get no better scores: this many faces of any score.
constexpr int kFewestWeakFaces = 4;
constexpr double kSmallHead = 0.035;  // of the picture's diagonal
/// A head as large as this is near the camera, where detectors see faces well: it needs a clear
/// one.
constexpr double kLargeHead = 0.07;  // of the picture's diagonal
constexpr double kClearEnoughForLarge = 0.6;
/// Weaker faces than this are no evidence where no body supports them.
constexpr double kWeakestFace = 0.1;

const HeadEvidence& best(const std::vector<HeadEvidence>& evidence) {
  return *std::min_element(evidence.begin(), evidence.end(), [](const auto& a, const auto& b) {
    return a.center_sigma_px < b.center_sigma_px;
  });
}

bool continues(const observation::ClipObservations& clip, const tracking::CameraPath& camera,
               bool sure, const HeadSegment& segment, base::FrameIndex frame,
               const std::vector<HeadEvidence>& evidence,
               const std::vector<base::FrameIndex>& shots) {
  const base::FrameIndex last = segment.frames.back();
  if (shot_at(last, shots) != shot_at(frame, shots)) return false;
  const auto time = [&](base::FrameIndex f) {
    return clip.frames[static_cast<std::size_t>(f)].time;
  };
  const double gap_s = (time(frame) - time(last)).seconds();
  const HeadEvidence& before = best(segment.evidence.back());
  const HeadEvidence& after = best(evidence);
  const double way = distance_px(camera.carried(before.center, last, frame), after.center) /
                     std::max(before.height_px, after.height_px);
  if (!sure) return gap_s <= kLongestUnsureGap_s && way < kUnsureReach + kUnsureSpeed_per_s * gap_s;
  return gap_s <= kLongestGap_s || (gap_s <= kLongestSamePlaceGap_s && way < kHardlyMoved);
}

bool worth_following(const HeadSegment& segment, double diagonal_px) {
  double clearest = 0;
  double largest_px = 0;
  int small_faces = 0;
  int faint_faces = 0;
  int landmark_frames = 0;
  for (const auto& at_frame : segment.evidence) {
    bool landmarks = false;
    for (const HeadEvidence& e : at_frame) {
      if (e.source == HeadSource::kFace) {
        clearest = std::max(clearest, e.certainty);
        largest_px = std::max(largest_px, e.height_px);
        small_faces += e.height_px < kSmallHead * diagonal_px ? 1 : 0;
        faint_faces += e.certainty >= kFaintFace ? 1 : 0;
      } else {
        landmarks = true;
      }
    }
    landmark_frames += landmarks ? 1 : 0;
  }
  if (landmark_frames == 0 && largest_px > kLargeHead * diagonal_px &&
      clearest < kClearEnoughForLarge) {
    return false;
  }
  return clearest >= kClearFace || (clearest >= kFairFace && faint_faces >= kFewestFaintFaces) ||
         small_faces >= kFewestWeakFaces || landmark_frames >= kFewestLandmarkFrames;
}

bool only_faint_faces(const std::vector<HeadEvidence>& evidence) {
  return std::all_of(evidence.begin(), evidence.end(), [](const HeadEvidence& e) {
    return e.source == HeadSource::kFace && e.certainty < kFaintFace;
  });
}

/// A segment must not begin or end with faint faces of which no body speaks: they would be held on
/// to. What is left out is covered in its own frames if it is worth it.
void trim_faint_ends(HeadSegment& segment) {
  while (!segment.frames.empty() && only_faint_faces(segment.evidence.back())) {
    segment.frames.pop_back();
    segment.evidence.pop_back();
  }
  const auto begin =
      std::find_if_not(segment.evidence.begin(), segment.evidence.end(), only_faint_faces);
  segment.frames.erase(segment.frames.begin(),
                       segment.frames.begin() + (begin - segment.evidence.begin()));
  segment.evidence.erase(segment.evidence.begin(), begin);
}

bool is_glimpse(const HeadSegment& segment, std::size_t frames) {
  return frames < kFewestOfADetection &&
         std::none_of(segment.evidence.begin(),
                      segment.evidence.begin() + static_cast<std::ptrdiff_t>(frames),
                      [](const std::vector<HeadEvidence>& evidence) {
                        return std::any_of(evidence.begin(), evidence.end(), [](const auto& e) {
                          return e.source == HeadSource::kFace && e.certainty >= kClearFace;
                        });
                      });
}

/// Parts glimpses from the beginning of each shot's first segment: nobody is known to have been
/// there until the first detection.
void part_glimpses(const observation::ClipObservations& clip,
                   const std::vector<base::FrameIndex>& shots, std::vector<HeadSegment>& segments) {
  const auto time = [&](base::FrameIndex f) {
    return clip.frames[static_cast<std::size_t>(f)].time;
  };
  std::vector<HeadSegment> parted;
  std::optional<std::size_t> seen_in;  // the shot in which the person was surely seen last
  for (HeadSegment& segment : segments) {
    const std::size_t shot = shot_at(segment.frames.front(), shots);
    while (seen_in != shot && !segment.frames.empty()) {
      std::size_t end = 1;
      while (end < segment.frames.size() &&
             (time(segment.frames[end]) - time(segment.frames[end - 1])).seconds() <=
                 kLongestUnsureGap_s) {
        ++end;
      }
      if (!is_glimpse(segment, end)) {
        seen_in = shot;
        break;
      }
      const auto frames_end = segment.frames.begin() + static_cast<std::ptrdiff_t>(end);
      const auto evidence_end = segment.evidence.begin() + static_cast<std::ptrdiff_t>(end);
      parted.push_back(
          {{segment.frames.begin(), frames_end}, {segment.evidence.begin(), evidence_end}, true});
      segment.frames.erase(segment.frames.begin(), frames_end);
      segment.evidence.erase(segment.evidence.begin(), evidence_end);
    }
    if (!segment.frames.empty()) parted.push_back(std::move(segment));
  }
  segments = std::move(parted);
}

}  // namespace

bool is_sure_person(const tracking::Person& person) {
  if (!person.has_body || person.certainty < kLikelyPerson) return false;
  if (person.certainty >= kSurePerson) return true;
  const auto bodies =
      std::count_if(person.samples.begin(), person.samples.end(),
                    [](const auto& sample) { return sample.person_index.has_value(); });
  return bodies >= kFewestBodies && 2 * bodies >= std::ssize(person.samples);
}

std::size_t shot_at(base::FrameIndex frame, const std::vector<base::FrameIndex>& shots) {
  return static_cast<std::size_t>(std::upper_bound(shots.begin(), shots.end(), frame) -
                                  shots.begin() - 1);
}

std::vector<HeadSegment> head_segments(const observation::ClipObservations& clip,
                                       const tracking::CameraPath& camera,
                                       const tracking::Person& person,
                                       const std::vector<base::FrameIndex>& shots) {
  const bool sure = is_sure_person(person);
  const std::set<base::FrameIndex> legs_only = frames_with_legs_only(clip, person);
  std::vector<HeadSegment> segments;
  for (const tracking::PersonSample& sample : person.samples) {
    auto evidence = head_evidence(clip.frames.at(static_cast<std::size_t>(sample.frame)), sample);
    if (!sure) {
      std::erase_if(evidence, [](const HeadEvidence& e) {
        return e.source == HeadSource::kFace && e.certainty < kWeakestFace;
      });
    }
    if (legs_only.contains(sample.frame)) {
      std::erase_if(evidence, [](const HeadEvidence& e) { return e.source != HeadSource::kFace; });
    }
    if (evidence.empty()) continue;
    place_beyond_edge(clip, evidence);
    if (segments.empty() ||
        !continues(clip, camera, sure, segments.back(), sample.frame, evidence, shots)) {
      segments.emplace_back();
    }
    segments.back().frames.push_back(sample.frame);
    segments.back().evidence.push_back(std::move(evidence));
  }
  if (sure) {
    for (HeadSegment& segment : segments) {
      trim_faint_ends(segment);
      drop_unsupported_faces(clip, camera, segment);
      drop_points_left_at_edge(clip, camera, segment);
    }
    std::erase_if(segments, [](const HeadSegment& segment) { return segment.frames.empty(); });
    part_glimpses(clip, shots, segments);
  } else {
    const double diagonal_px = std::hypot(clip.width_px, clip.height_px);
    std::erase_if(segments,
                  [&](const auto& segment) { return !worth_following(segment, diagonal_px); });
  }
  for (HeadSegment& segment : segments) widen_passing_edge(clip, segment);
  return segments;
}

}  // namespace securepose::covering
