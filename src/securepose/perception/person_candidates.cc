#include "securepose/perception/person_candidates.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>

namespace securepose::perception {
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
/// Head and shoulder points of one person, seen by two networks or in two frames, lie nearer to
/// each other than this share of the shoulders' distance; those of neighbours lie further apart.
constexpr double kSameUpperBody = 0.6;

constexpr std::array kTrunk{
    BlazePose::kNose,          BlazePose::kLeftEar, BlazePose::kRightEar, BlazePose::kLeftShoulder,
    BlazePose::kRightShoulder, BlazePose::kLeftHip, BlazePose::kRightHip};

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

/// Mean distance between MoveNet's seen head and shoulder points and the same landmarks, as a share
/// of the shoulders' distance or the head's size, whichever is larger. Nothing if none is seen.
std::optional<double> upper_body_distance(const PersonDetection& person,
                                          const PoseLandmarks& landmarks) {
  constexpr std::array<std::pair<std::size_t, BlazePose>, 7> kPairs{
      {{0, BlazePose::kNose},
       {1, BlazePose::kLeftEye},
       {2, BlazePose::kRightEye},
       {3, BlazePose::kLeftEar},
       {4, BlazePose::kRightEar},
       {5, BlazePose::kLeftShoulder},
       {6, BlazePose::kRightShoulder}}};
  double sum_px = 0;
  int count = 0;
  for (const auto& [coco, blaze] : kPairs) {
    const auto& keypoint = person.keypoints[coco];
    if (keypoint.score < kPointSeen) continue;
    sum_px += distance_px(keypoint.point, landmarks[blaze].point);
    ++count;
  }
  if (count == 0) return std::nullopt;
  const double size_px = std::max(
      {distance_px(landmarks[BlazePose::kLeftShoulder].point,
                   landmarks[BlazePose::kRightShoulder].point),
       distance_px(landmarks[BlazePose::kNose].point, landmarks[BlazePose::kLeftShoulder].point),
       1.0});
  return sum_px / count / size_px;
}

/// The candidate that stands for the same person as landmarks of the frame before.
PersonCandidate* matching(std::vector<PersonCandidate>& candidates, const PoseLandmarks& before) {
  PersonCandidate* best = nullptr;
  double best_distance = kSameUpperBody;
  for (PersonCandidate& candidate : candidates) {
    if (!candidate.movenet || candidate.previous) continue;
    const auto distance = upper_body_distance(*candidate.movenet, before);
    if (distance && *distance < best_distance) {
      best_distance = *distance;
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
    if (PersonCandidate* same = matching(candidates, person)) {
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
    candidate.face_px = face.box_px;
    candidate.score = face.score;
    candidate.search = {face.box_px.center() + Point{0, kSearchBelowFace * height_px},
                        kSearchByFace * height_px, 0};
    candidates.push_back(candidate);
  }
  return candidates;
}

bool belongs_to(const PoseLandmarks& landmarks, const PersonCandidate& candidate) {
  if (candidate.face_px) {
    return candidate.face_px->scaled(1.5).contains(landmarks[BlazePose::kNose].point);
  }
  if (!candidate.movenet) return true;
  return upper_body_distance(*candidate.movenet, landmarks).value_or(0) < kSameUpperBody;
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

}  // namespace securepose::perception
