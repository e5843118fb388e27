#include "securepose/observation/head_place.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace securepose::observation {
namespace {

using geometry::Point;
using pose::BlazePose;

// Proportions of the standing body (Winter 2009, Biomechanics and Motor Control of Human Movement,
// figure 4.1: chin at 0.870, shoulder at 0.818, hip at 0.530 of the standing height).
constexpr double kHeadOfStature = 0.13;
constexpr double kStatureOfTorso = 1 / (0.818 - 0.530);
constexpr double kHeadCenterAboveShoulders = (1 + 0.870) / 2 - 0.818;
// Head height over the distance between the ears and over that from the eyes to the mouth, from
// the means of the 1988 Anthropometric Survey of US Army Personnel (head breadth 15 cm, eye to
// mouth 7 cm, menton to vertex 23 cm).
constexpr double kHeadOfEarDistance = 1.5;
constexpr double kHeadOfEyeToMouth = 3.2;
constexpr double kMinMoveNetScore = 0.2;
constexpr double kMinLandmarkPresence = 0.5;

Point middle(Point a, Point b) { return 0.5 * (a + b); }

Point up_direction(int upright_turn_deg) {
  switch (upright_turn_deg) {
    case 90:
      return {-1, 0};
    case 180:
      return {0, 1};
    case 270:
      return {1, 0};
    default:
      return {0, -1};
  }
}

HeadPlace from_landmarks(const pose::PoseLandmarks& body) {
  const auto at = [&](BlazePose which) { return body[which].point; };
  const Point ears = middle(at(BlazePose::kLeftEar), at(BlazePose::kRightEar));
  const Point eyes = middle(at(BlazePose::kLeftEye), at(BlazePose::kRightEye));
  const Point mouth = middle(at(BlazePose::kMouthLeft), at(BlazePose::kMouthRight));
  const Point shoulders = middle(at(BlazePose::kLeftShoulder), at(BlazePose::kRightShoulder));
  const Point hips = middle(at(BlazePose::kLeftHip), at(BlazePose::kRightHip));
  const double by_torso = kHeadOfStature * kStatureOfTorso * geometry::distance_px(shoulders, hips);
  const double by_face = std::max(
      kHeadOfEarDistance * geometry::distance_px(at(BlazePose::kLeftEar), at(BlazePose::kRightEar)),
      kHeadOfEyeToMouth * geometry::distance_px(eyes, mouth));
  HeadPlace head;
  head.center = middle(ears, eyes);
  head.height_px = std::max(by_torso, std::min(by_face, 2 * by_torso));
  head.certainty = std::clamp(body.presence, 0.0, 1.0) *
                   (body[BlazePose::kNose].presence >= kMinLandmarkPresence ? 1.0 : 0.6);
  return head;
}

// COCO order: nose 0, eyes 1 2, ears 3 4, shoulders 5 6, hips 11 12.
std::optional<HeadPlace> from_movenet(const detection::PersonDetection& body, Point up) {
  const auto& points = body.keypoints;
  const auto seen = [&](std::size_t k) { return points[k].score >= kMinMoveNetScore; };
  if (!seen(5) || !seen(6)) return std::nullopt;
  const Point shoulders = middle(points[5].point, points[6].point);
  double stature = geometry::distance_px(points[5].point, points[6].point) / 0.22;
  if (seen(11) && seen(12)) {
    const Point hips = middle(points[11].point, points[12].point);
    stature = std::max(stature, kStatureOfTorso * geometry::distance_px(shoulders, hips));
  }
  HeadPlace head;
  head.height_px = kHeadOfStature * stature;
  Point sum;
  int count = 0;
  for (std::size_t k = 0; k < 5; ++k) {
    if (!seen(k)) continue;
    sum = sum + points[k].point;
    ++count;
  }
  head.center =
      count > 0 ? (1.0 / count) * sum : shoulders + (kHeadCenterAboveShoulders * stature) * up;
  head.certainty = count > 0 ? 0.8 : 0.6;
  return head;
}

HeadPlace from_box(const geometry::Box& box, Point up) {
  const bool lying = up.y_px == 0;
  const double along = lying ? box.width_px() : box.height_px();
  const double across = lying ? box.height_px() : box.width_px();
  // A box that is not much higher than wide shows an upper body: about 0.45 of the person.
  const double stature = along > 1.8 * across ? along : std::max(along, 2.2 * across);
  HeadPlace head;
  head.height_px = kHeadOfStature * stature;
  head.center = box.center() + (along / 2 - head.height_px / 2) * up;
  head.certainty = 0.3;
  return head;
}

}  // namespace

std::optional<HeadPlace> head_place(const PersonObservation& person, bool landmarks_trusted,
                                    int upright_turn_deg) {
  if (person.landmarks && landmarks_trusted) return from_landmarks(*person.landmarks);
  const Point up = up_direction(upright_turn_deg);
  if (person.movenet) {
    if (auto head = from_movenet(*person.movenet, up)) return head;
  }
  if (person.box_px.empty()) return std::nullopt;
  return from_box(person.box_px, up);
}

}  // namespace securepose::observation
