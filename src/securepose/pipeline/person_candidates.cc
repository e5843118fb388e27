#include "securepose/pipeline/person_candidates.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

namespace securepose::pipeline {
namespace {

using detection::FaceDetection;
using detection::PersonDetection;
using geometry::Box;
using geometry::Point;
using geometry::RotatedSquare;
using pose::BlazePose;
using pose::PoseLandmarks;

/// Weaker people of MoveNet are furniture far more often than people on the development recordings;
/// the frame before or a face brings real ones back.
constexpr double kMoveNetScore = 0.15;
constexpr double kPointSeen = 0.25;
/// MoveNet's box times this is the landmark network's square (measured: excellent on whole people).
constexpr double kSquareByBox = 1.25;
/// A face proposes a person from this score on.
constexpr double kFaceScore = 0.4;
/// Search square for BlazePose's detector: relative to a face's height and to a person's box.
constexpr double kSearchByFace = 7.0;
constexpr double kSearchBelowFace = 2.0;
constexpr double kSearchByBox = 1.6;
/// Squares that overlap by more than this look at one person.
constexpr double kSameSquareIou = 0.4;

constexpr std::array kTrunk{
    BlazePose::kNose,          BlazePose::kLeftEar, BlazePose::kRightEar, BlazePose::kLeftShoulder,
    BlazePose::kRightShoulder, BlazePose::kLeftHip, BlazePose::kRightHip};

Box upright_box(const RotatedSquare& square) {
  return Box::around(square.center, square.side_px, square.side_px);
}

RotatedSquare square_around(const Box& box, double factor) {
  return {box.center(), factor * std::max(box.width_px(), box.height_px()), 0};
}

PersonCandidate from_movenet(const PersonDetection& person) {
  PersonCandidate candidate;
  candidate.box_px = person.box_px;
  candidate.score = person.score;
  candidate.movenet = person;
  if (shows_whole_body(person)) candidate.square = square_around(person.box_px, kSquareByBox);
  candidate.search = square_around(person.box_px, kSearchByBox);
  return candidate;
}

/// The candidate that looks at the same place as a square of the frame before.
PersonCandidate* matching(std::vector<PersonCandidate>& candidates, const RotatedSquare& square) {
  PersonCandidate* best = nullptr;
  double best_overlap = kSameSquareIou;
  for (PersonCandidate& candidate : candidates) {
    const Box place = candidate.square ? upright_box(*candidate.square)
                                       : upright_box(square_around(candidate.box_px, kSquareByBox));
    const double overlap = iou(place, upright_box(square));
    // An upper body's box lies inside the square that holds the whole body.
    const double inside =
        candidate.square ? 0 : share_inside(candidate.box_px, upright_box(square));
    const double match = std::max(overlap, inside > 0.8 ? 0.5 : 0);
    if (match > best_overlap && !candidate.previous) {
      best_overlap = match;
      best = &candidate;
    }
  }
  return best;
}

bool head_of_any(const Point& face, const std::vector<PersonCandidate>& candidates,
                 const std::vector<PoseLandmarks>& previous, double face_height_px) {
  const bool in_movenet =
      std::any_of(candidates.begin(), candidates.end(), [&](const PersonCandidate& candidate) {
        if (!candidate.movenet) return false;
        const auto& points = candidate.movenet->keypoints;
        return std::any_of(points.begin(), points.begin() + 5, [&](const auto& point) {
          return point.score >= kPointSeen && distance_px(point.point, face) < face_height_px;
        });
      });
  return in_movenet ||
         std::any_of(previous.begin(), previous.end(), [&](const PoseLandmarks& person) {
           return distance_px(person[BlazePose::kNose].point, face) < face_height_px;
         });
}

}  // namespace

bool shows_whole_body(const PersonDetection& person) {
  const auto seen = [&](std::size_t i) { return person.keypoints[i].score >= kPointSeen; };
  const bool hips = seen(11) || seen(12);
  const bool legs = seen(13) || seen(14) || seen(15) || seen(16);
  return hips && legs;
}

std::vector<PersonCandidate> person_candidates(const std::vector<PersonDetection>& movenet,
                                               const std::vector<PoseLandmarks>& previous,
                                               const std::vector<FaceDetection>& faces) {
  std::vector<PersonCandidate> candidates;
  for (const PersonDetection& person : movenet) {
    if (person.score >= kMoveNetScore) candidates.push_back(from_movenet(person));
  }
  for (const PoseLandmarks& person : previous) {
    if (PersonCandidate* same = matching(candidates, person.next_square)) {
      same->previous = person.next_square;
      continue;
    }
    PersonCandidate candidate;
    candidate.box_px = box_of(person);
    candidate.score = person.presence;
    candidate.square = person.next_square;
    candidate.search = person.next_square;
    candidates.push_back(candidate);
  }
  for (const FaceDetection& face : faces) {
    const double height_px = face.box_px.height_px();
    if (face.score < kFaceScore ||
        head_of_any(face.box_px.center(), candidates, previous, height_px)) {
      continue;
    }
    PersonCandidate candidate;
    candidate.box_px = face.box_px;
    candidate.score = face.score;
    candidate.search = {face.box_px.center() + Point{0, kSearchBelowFace * height_px},
                        kSearchByFace * height_px, 0};
    candidates.push_back(candidate);
  }
  return candidates;
}

bool same_person(const PoseLandmarks& a, const PoseLandmarks& b) {
  double sum_px = 0;
  for (const BlazePose which : kTrunk) sum_px += distance_px(a[which].point, b[which].point);
  const double mean_px = sum_px / static_cast<double>(kTrunk.size());
  const auto trunk_px = [](const PoseLandmarks& p) {
    return std::max(distance_px(p[BlazePose::kLeftShoulder].point, p[BlazePose::kRightHip].point),
                    distance_px(p[BlazePose::kRightShoulder].point, p[BlazePose::kLeftHip].point));
  };
  return mean_px < 0.35 * std::min(trunk_px(a), trunk_px(b));
}

Box box_of(const PoseLandmarks& landmarks) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  Box box{kFar, kFar, -kFar, -kFar};
  for (std::size_t i = 0; i < landmarks.landmarks.size(); ++i) {
    const auto& landmark = landmarks.landmarks[i];
    const bool head_or_shoulder = i <= static_cast<std::size_t>(BlazePose::kRightShoulder);
    if (!head_or_shoulder && landmark.visibility < 0.5) continue;
    const Point p = landmark.point;
    box = hull(box, {p.x_px, p.y_px, p.x_px, p.y_px});
  }
  return box;
}

}  // namespace securepose::pipeline
