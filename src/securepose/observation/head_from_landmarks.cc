// Where BlazePose's landmarks put a head.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "securepose/observation/anatomy.h"
#include "securepose/observation/direction.h"
#include "securepose/observation/head_evidence.h"

namespace securepose::observation {
namespace {

using geometry::distance_px;
using geometry::Point;
using pose::BlazePose;
using pose::PoseLandmarks;

// Uncertainty as a share of the head's height, from the spread about clear face boxes on the
// development recordings.
constexpr double kCenterSigma = 0.09;
constexpr double kHeightSigma = 0.15;
/// Landmarks seen as clearly as this tell the scale, if there are so many of them.
constexpr double kSeen = 0.5;
constexpr int kFewestSeen = 4;

Point point(const PoseLandmarks& landmarks, BlazePose which) { return landmarks[which].point; }

Point middle(const PoseLandmarks& landmarks, BlazePose a, BlazePose b) {
  return 0.5 * (point(landmarks, a) + point(landmarks, b));
}

const pose::WorldPoint& world(const PoseLandmarks& landmarks, BlazePose which) {
  return landmarks.world[static_cast<std::size_t>(which)];
}

pose::WorldPoint middle_in_world(const PoseLandmarks& landmarks, BlazePose a, BlazePose b) {
  const auto& p = world(landmarks, a);
  const auto& q = world(landmarks, b);
  return {(p.x_m + q.x_m) / 2, (p.y_m + q.y_m) / 2, (p.z_m + q.z_m) / 2};
}

double distance_m(const pose::WorldPoint& a, const pose::WorldPoint& b) {
  return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m, a.z_m - b.z_m);
}

/// Pixels of the picture to a metre of the landmarks in space, from the spread of all points that
/// were seen; nothing if too few were. (The landmarks' own depth in pixels is of no use for sizes:
/// it makes heads seen from the side up to four times too high.)
std::optional<double> scale_px_per_m(const PoseLandmarks& landmarks) {
  double count = 0;
  Point mean_px;
  Point mean_m;
  const auto seen = [&](std::size_t i) { return landmarks.landmarks[i].visibility >= kSeen; };
  const auto place_m = [&](std::size_t i) {
    return Point{landmarks.world[i].x_m, landmarks.world[i].y_m};
  };
  for (std::size_t i = 0; i < pose::kBlazePoseLandmarks; ++i) {
    if (!seen(i)) continue;
    ++count;
    mean_px = mean_px + landmarks.landmarks[i].point;
    mean_m = mean_m + place_m(i);
  }
  if (count < kFewestSeen) return std::nullopt;
  mean_px = (1 / count) * mean_px;
  mean_m = (1 / count) * mean_m;
  double spread_px2 = 0;
  double spread_m2 = 0;
  for (std::size_t i = 0; i < pose::kBlazePoseLandmarks; ++i) {
    if (!seen(i)) continue;
    const Point from_mean_px = landmarks.landmarks[i].point - mean_px;
    const Point from_mean_m = place_m(i) - mean_m;
    spread_px2 += dot(from_mean_px, from_mean_px);
    spread_m2 += dot(from_mean_m, from_mean_m);
  }
  if (!(spread_px2 > 0 && spread_m2 > 0)) return std::nullopt;
  return std::sqrt(spread_px2 / spread_m2);
}

double median(std::array<double, 3> values) {
  std::sort(values.begin(), values.end());
  return values[1];
}

/// The middle one of what the face in the picture, the face in space and the whole body's scale
/// say: the first is foreshortened in a bent head, the second and third err with the depth.
double height_px(const PoseLandmarks& landmarks) {
  const double in_picture_px =
      anatomy::kHeightByEyeMouthDistance *
      distance_px(middle(landmarks, BlazePose::kLeftEye, BlazePose::kRightEye),
                  middle(landmarks, BlazePose::kMouthLeft, BlazePose::kMouthRight));
  const std::optional<double> scale = scale_px_per_m(landmarks);
  if (!scale) return in_picture_px;
  const double eye_mouth_m =
      distance_m(middle_in_world(landmarks, BlazePose::kLeftEye, BlazePose::kRightEye),
                 middle_in_world(landmarks, BlazePose::kMouthLeft, BlazePose::kMouthRight));
  return median({in_picture_px, *scale * anatomy::kHeightByEyeMouthDistance * eye_mouth_m,
                 *scale * anatomy::kHeadHeight_m});
}

/// How far the line through the ears lies in the picture's plane, 0 to 1.
std::optional<double> facing(const PoseLandmarks& landmarks, Point up) {
  const auto& left = world(landmarks, BlazePose::kLeftEar);
  const auto& right = world(landmarks, BlazePose::kRightEar);
  const double ears_m = distance_m(left, right);
  if (!(ears_m > 0)) return std::nullopt;
  const Point across{-up.y_px, up.x_px};
  const double apart_m = std::abs(dot({left.x_m - right.x_m, left.y_m - right.y_m}, across));
  return std::min(1.0, apart_m / ears_m);
}

}  // namespace

std::optional<HeadEvidence> head_from_landmarks(const PoseLandmarks& landmarks) {
  HeadEvidence evidence;
  evidence.source = HeadSource::kLandmarks;
  evidence.height_px = height_px(landmarks);
  if (!(evidence.height_px > 1)) return std::nullopt;
  const Point ears = middle(landmarks, BlazePose::kLeftEar, BlazePose::kRightEar);
  const Point eyes = middle(landmarks, BlazePose::kLeftEye, BlazePose::kRightEye);
  const Point mouth = middle(landmarks, BlazePose::kMouthLeft, BlazePose::kMouthRight);
  const Point shoulders = middle(landmarks, BlazePose::kLeftShoulder, BlazePose::kRightShoulder);
  evidence.up = unit(eyes - mouth, 0.12 * evidence.height_px);
  if (!evidence.up) evidence.up = unit(ears - shoulders, 0.3 * evidence.height_px);
  const Point up = evidence.up.value_or(Point{0, -1});
  if (const auto turned = facing(landmarks, up)) {
    evidence.width_by_height = anatomy::turned_width_by_height(*turned);
  }
  evidence.center = ears + anatomy::kEarsBelowCenter * evidence.height_px * up;
  evidence.center_sigma_px = kCenterSigma * evidence.height_px;
  evidence.height_sigma_px = kHeightSigma * evidence.height_px;
  evidence.certainty = landmarks.presence;
  return evidence;
}

}  // namespace securepose::observation
