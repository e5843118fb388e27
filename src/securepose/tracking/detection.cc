#include "securepose/tracking/detection.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace securepose::tracking {
namespace {

using geometry::Box;
using geometry::Point;
using pose::BlazePose;

struct SeenPoint {
  Point point;
  bool seen = false;
};
using Skeleton = std::array<SeenPoint, kShapePoints>;

constexpr double kMinVisibility = 0.4;     // of a limb's point, so that guessed limbs do not count
constexpr double kMinTrunkPresence = 0.5;  // of shoulders and hips, which are guessed well
constexpr double kMinMoveNetScore = 0.2;
// Standing height over torso length and over shoulder breadth (Winter 2009, figure 4.1: shoulder
// at 0.818, hip at 0.530 of the height, distance of the shoulder joints 0.23).
constexpr double kStatureOfTorso = 1 / (0.818 - 0.530);
constexpr double kStatureOfShoulders = 1 / 0.23;
// Between the shoulders, measured from the crown.
constexpr double kAnchorBelowCrown = 1 - 0.818;
constexpr double kMaxPointDistance = 0.5;  // farther is no more different
constexpr double kExchangePenalty = 0.02;  // so that a right skeleton beats an exchanged one

constexpr std::array<BlazePose, kShapePoints - 1> kFromBlazePose = {
    BlazePose::kLeftShoulder, BlazePose::kRightShoulder, BlazePose::kLeftElbow,
    BlazePose::kRightElbow,   BlazePose::kLeftWrist,     BlazePose::kRightWrist,
    BlazePose::kLeftHip,      BlazePose::kRightHip,      BlazePose::kLeftKnee,
    BlazePose::kRightKnee,    BlazePose::kLeftAnkle,     BlazePose::kRightAnkle};

bool is_trunk(std::size_t shape_point) {
  const auto which = static_cast<ShapePoint>(shape_point);
  return which == ShapePoint::kLeftShoulder || which == ShapePoint::kRightShoulder ||
         which == ShapePoint::kLeftHip || which == ShapePoint::kRightHip;
}

Skeleton skeleton_of(const pose::PoseLandmarks& body, const FrameTransform& transform) {
  Skeleton points;
  const Point ears = 0.5 * (body[BlazePose::kLeftEar].point + body[BlazePose::kRightEar].point);
  const Point eyes = 0.5 * (body[BlazePose::kLeftEye].point + body[BlazePose::kRightEye].point);
  points[0] = {transform(0.5 * (ears + eyes)),
               body[BlazePose::kNose].presence >= kMinTrunkPresence};
  for (std::size_t k = 1; k < kShapePoints; ++k) {
    const pose::Landmark& mark = body[kFromBlazePose[k - 1]];
    points[k] = {transform(mark.point), mark.visibility >= kMinVisibility ||
                                            (is_trunk(k) && mark.presence >= kMinTrunkPresence)};
  }
  return points;
}

Skeleton skeleton_of(const detection::PersonDetection& body, const FrameTransform& transform) {
  Skeleton points;
  Point head;
  int head_points = 0;
  for (std::size_t k = 0; k < 5; ++k) {
    if (body.keypoints[k].score < kMinMoveNetScore) continue;
    head = head + body.keypoints[k].point;
    ++head_points;
  }
  if (head_points > 0) points[0] = {transform((1.0 / head_points) * head), true};
  for (std::size_t k = 1; k < kShapePoints; ++k) {
    const detection::ScoredPoint& mark = body.keypoints[k + 4];
    points[k] = {transform(mark.point), mark.score >= kMinMoveNetScore};
  }
  return points;
}

double trunk_size_px(const Skeleton& points) {
  const auto at = [&](ShapePoint p) { return points[static_cast<std::size_t>(p)]; };
  const SeenPoint ls = at(ShapePoint::kLeftShoulder);
  const SeenPoint rs = at(ShapePoint::kRightShoulder);
  const SeenPoint lh = at(ShapePoint::kLeftHip);
  const SeenPoint rh = at(ShapePoint::kRightHip);
  if (!ls.seen || !rs.seen) return 0;
  double size = kStatureOfShoulders * geometry::distance_px(ls.point, rs.point);
  if (lh.seen && rh.seen) {
    const Point torso = 0.5 * (ls.point + rs.point) - 0.5 * (lh.point + rh.point);
    size = std::max(size, kStatureOfTorso * geometry::norm_px(torso));
  }
  return size;
}

// The skeleton with left and right exchanged: they follow each other in ShapePoint.
Skeleton exchanged(Skeleton points) {
  for (std::size_t k = 1; k + 1 < kShapePoints; k += 2) std::swap(points[k], points[k + 1]);
  return points;
}

// Mean distance of the points that both skeletons have, in pixels.
std::optional<double> disagreement_px(const Skeleton& a, const Skeleton& b) {
  double sum = 0;
  int count = 0;
  for (std::size_t k = 0; k < kShapePoints; ++k) {
    if (!a[k].seen || !b[k].seen) continue;
    sum += geometry::distance_px(a[k].point, b[k].point);
    ++count;
  }
  if (count < 4) return std::nullopt;
  return sum / count;
}

// Networks that take one body's left for its right still see the same body.
bool agree(const Skeleton& a, const Skeleton& b, double max_px) {
  const auto direct = disagreement_px(a, b);
  const auto crossed = disagreement_px(a, exchanged(b));
  return !direct || *direct <= max_px || (crossed && *crossed <= max_px);
}

double box_size_px(const Box& box) {
  // A box that is not much higher than wide shows an upper body.
  return box.height_px() > 1.8 * box.width_px() ? box.height_px()
                                                : std::max(box.height_px(), 2.2 * box.width_px());
}

bool lies_in_box(const Skeleton& points, const Box& box) {
  const Box grown = box.scaled(1.25);
  int inside = 0;
  int count = 0;
  for (const SeenPoint& p : points) {
    if (!p.seen) continue;
    ++count;
    inside += grown.contains(p.point) ? 1 : 0;
  }
  return count == 0 || 2 * inside >= count;
}

void place_by_points(const Skeleton& points, Detection& detection) {
  const SeenPoint ls = points[static_cast<std::size_t>(ShapePoint::kLeftShoulder)];
  const SeenPoint rs = points[static_cast<std::size_t>(ShapePoint::kRightShoulder)];
  detection.anchor = 0.5 * (ls.point + rs.point);
  for (std::size_t k = 0; k < kShapePoints; ++k) {
    if (!points[k].seen) continue;
    const Point offset = (1 / detection.size_px) * (points[k].point - detection.anchor);
    detection.shape[k] = {static_cast<float>(offset.x_px), static_cast<float>(offset.y_px)};
    detection.seen |= static_cast<std::uint16_t>(1U << k);
  }
}

template <class Distance>
std::optional<double> mean_distance(const Detection& a, const Detection& b, int min_common,
                                    const Distance& distance) {
  const unsigned common = a.seen & b.seen;
  double sum = 0;
  int count = 0;
  for (std::size_t k = 0; k < kShapePoints; ++k) {
    if (!((common >> k) & 1U)) continue;
    sum += std::min(kMaxPointDistance, distance(a.shape[k], b.shape[k]));
    ++count;
  }
  if (count < min_common) return std::nullopt;
  return sum / count;
}

// The detection with left and right points exchanged: they follow each other in ShapePoint.
Detection mirrored(const Detection& s) {
  Detection m = s;
  for (std::size_t k = 1; k + 1 < kShapePoints; k += 2) std::swap(m.shape[k], m.shape[k + 1]);
  const unsigned left = s.seen & 0b0101010101010U;
  const unsigned right = s.seen & 0b1010101010100U;
  m.seen = static_cast<std::uint16_t>((s.seen & 1U) | (left << 1U) | (right >> 1U));
  return m;
}

}  // namespace

Point FrameTransform::operator()(Point p) const {
  switch (turn_deg) {
    case 90:
      return Point{height_px - p.y_px, p.x_px} - camera;
    case 180:
      return Point{width_px - p.x_px, height_px - p.y_px} - camera;
    case 270:
      return Point{p.y_px, width_px - p.x_px} - camera;
    default:
      return p - camera;
  }
}

Box FrameTransform::operator()(const Box& box) const {
  const Point a = (*this)(Point{box.x1_px, box.y1_px});
  const Point b = (*this)(Point{box.x2_px, box.y2_px});
  return {std::min(a.x_px, b.x_px), std::min(a.y_px, b.y_px), std::max(a.x_px, b.x_px),
          std::max(a.y_px, b.y_px)};
}

Detection make_detection(const observation::PersonObservation& person,
                         const FrameTransform& transform, const TrackingOptions& options) {
  Detection detection;
  detection.box = transform(person.box_px);
  detection.score = static_cast<float>(person.score);
  detection.detected = person.movenet.has_value();
  detection.appearance = person.appearance.empty() ? nullptr : &person.appearance;
  const double box_size = std::max(1.0, box_size_px(detection.box));

  std::optional<Skeleton> points;
  if (person.landmarks) {
    points = skeleton_of(*person.landmarks, transform);
    detection.presence = static_cast<float>(person.landmarks->presence);
    detection.landmarks_trusted = lies_in_box(*points, detection.box);
  }
  if (person.movenet) {
    const Skeleton other = skeleton_of(*person.movenet, transform);
    if (points && detection.landmarks_trusted) {
      detection.landmarks_trusted =
          agree(*points, other, options.duplicates.max_landmark_disagreement * box_size);
    }
    if (!detection.landmarks_trusted) points = other;
  } else if (!detection.landmarks_trusted) {
    points.reset();
  }

  const double trunk = points ? trunk_size_px(*points) : 0;
  // A trunk seen from the side and bent may look short, never long.
  detection.size_from_torso = trunk > 0.3 * box_size;
  if (detection.size_from_torso) {
    detection.size_px = trunk;
    detection.anchor_sd = static_cast<float>(options.motion.landmark_sd);
    place_by_points(*points, detection);
  } else {
    detection.size_px = box_size;
    detection.anchor_sd = static_cast<float>(options.motion.box_sd);
    detection.anchor = {detection.box.center().x_px,
                        detection.box.y1_px + kAnchorBelowCrown * box_size};
  }
  return detection;
}

std::optional<double> point_distance(const Detection& a, const Detection& b, int min_common) {
  const double size = (a.size_px + b.size_px) / 2;
  return mean_distance(a, b, min_common, [&](Detection::Offset p, Detection::Offset q) {
    const Point in_a = a.anchor + a.size_px * Point{p.x, p.y};
    const Point in_b = b.anchor + b.size_px * Point{q.x, q.y};
    return geometry::distance_px(in_a, in_b) / size;
  });
}

std::optional<double> shape_distance(const Detection& a, const Detection& b, int min_common) {
  const auto offset = [](Detection::Offset p, Detection::Offset q) {
    return std::hypot(static_cast<double>(p.x) - q.x, static_cast<double>(p.y) - q.y);
  };
  const auto direct = mean_distance(a, b, min_common, offset);
  const auto exchanged = mean_distance(a, mirrored(b), min_common, offset);
  if (!direct || !exchanged) return direct ? direct : exchanged;
  return std::min(*direct, *exchanged + kExchangePenalty);
}

}  // namespace securepose::tracking
