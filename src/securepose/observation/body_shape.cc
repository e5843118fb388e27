#include "securepose/observation/body_shape.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "securepose/observation/anatomy.h"
#include "securepose/observation/head_evidence.h"

namespace securepose::observation {
namespace {

using detection::PersonDetection;
using geometry::distance_px;
using geometry::Point;
using pose::BlazePose;

/// Landmarks less visible than this place no limb, and a detector's points below the other bar.
constexpr double kVisible = 0.5;
constexpr double kVisibleKeypoint = 0.3;
/// A detector's head points must reach this on average.
constexpr double kHeadSeen = 0.3;
constexpr std::size_t kHeadPoints = 5;  // nose, eyes, ears
/// Nearer than this to the body's own head, in head heights, a face may be that head's.
constexpr double kOwnHead = 1.0;
/// Half the thickness of limbs and the least of the trunk, in head heights: a thigh is about 0.8
/// head heights thick, a trunk seen from the side one (Gordon et al. 1989).
constexpr double kLimbRadius = 0.4;
constexpr double kTrunkRadius = 0.5;
/// The trunk begins this far below the shoulders' line, by its length, for the heads of others
/// stand behind shoulders, and ends as far below the hips.
constexpr double kTrunkBegin = 0.15;
constexpr double kTrunkEnd = 1.15;
/// A hand is as long as this part of the forearm, a foot reaches this far below the ankle by the
/// shank, and the trunk from shoulders to hips is this many heads long (segment lengths of Winter
/// 2009, table 4.1: forearm 0.146, hand 0.108, shank 0.246, foot 0.039 high, trunk 0.288, head
/// 0.130 of the stature).
constexpr double kHandByForearm = 0.108 / 0.146;
constexpr double kFootByShank = 0.039 / 0.246;
constexpr double kHeadByTrunk = 0.130 / 0.288;

double along(Point p, Point from, Point to) {
  const Point way = to - from;
  const double length2 = dot(way, way);
  return length2 > 0 ? dot(p - from, way) / length2 : 0;
}

double distance_to_line_px(Point p, Point from, Point to, double at_least, double at_most) {
  const double t = std::clamp(along(p, from, to), at_least, at_most);
  return distance_px(p, from + t * (to - from));
}

Point beyond(Point from, Point to, double by) { return to + by * (to - from); }

}  // namespace

BodyShape::BodyShape(const pose::PoseLandmarks& landmarks) {
  using enum BlazePose;
  if (const auto head = head_from_landmarks(landmarks)) head_ = Head{head->center, head->height_px};
  if (!head_) return;
  const auto point = [&](BlazePose which) { return landmarks[which].point; };
  const auto visible = [&](BlazePose which) { return landmarks[which].visibility >= kVisible; };
  constexpr std::array<std::pair<BlazePose, BlazePose>, 8> kUpper{{{kLeftShoulder, kLeftElbow},
                                                                   {kLeftElbow, kLeftWrist},
                                                                   {kLeftWrist, kLeftIndex},
                                                                   {kLeftHip, kLeftKnee},
                                                                   {kRightShoulder, kRightElbow},
                                                                   {kRightElbow, kRightWrist},
                                                                   {kRightWrist, kRightIndex},
                                                                   {kRightHip, kRightKnee}}};
  constexpr std::array<std::pair<BlazePose, BlazePose>, 4> kLower{{{kLeftKnee, kLeftAnkle},
                                                                   {kLeftHeel, kLeftFootIndex},
                                                                   {kRightKnee, kRightAnkle},
                                                                   {kRightHeel, kRightFootIndex}}};
  const auto add = [&](const auto& bones, std::vector<Bone>& to) {
    for (const auto& [a, b] : bones) {
      if (visible(a) && visible(b)) to.emplace_back(point(a), point(b));
    }
  };
  add(kUpper, limbs_);
  add(kLower, limbs_);
  add(kLower, lower_legs_);
  for (const BlazePose which : {kLeftShoulder, kRightShoulder, kLeftHip, kRightHip}) {
    if (!visible(which)) return;
  }
  trunk_ = Trunk{0.5 * (point(kLeftShoulder) + point(kRightShoulder)),
                 0.5 * (point(kLeftHip) + point(kRightHip)),
                 std::max(kTrunkRadius * head_->height_px,
                          0.5 * distance_px(point(kLeftShoulder), point(kRightShoulder)))};
}

BodyShape::BodyShape(const PersonDetection& person) {
  enum Keypoint : std::size_t {
    kLeftEar = 3,
    kRightEar = 4,
    kShoulder = 5,
    kElbow = 7,
    kWrist = 9,
    kHip = 11,
    kKnee = 13,
    kAnkle = 15
  };
  const auto& points = person.keypoints;
  const auto visible = [&](std::size_t i) { return points[i].score >= kVisibleKeypoint; };
  const auto both = [&](std::size_t left) { return visible(left) && visible(left + 1); };
  const auto middle = [&](std::size_t left) {
    return 0.5 * (points[left].point + points[left + 1].point);
  };
  const auto width_px = [&](std::size_t left) {
    return distance_px(points[left].point, points[left + 1].point);
  };
  Point sum;
  double weight = 0;
  for (std::size_t i = 0; i < kHeadPoints; ++i) {
    sum = sum + points[i].score * points[i].point;
    weight += points[i].score;
  }
  if (weight < kHeadSeen * static_cast<double>(kHeadPoints)) return;
  // Each of these looks short from some side: the longest is nearest to the truth.
  double height_px = 0;
  if (both(kLeftEar)) height_px = width_px(kLeftEar) / anatomy::kBreadthByHeight;
  if (both(kShoulder)) {
    height_px = std::max(height_px, width_px(kShoulder) * anatomy::kHeightByShoulderDistance);
    if (both(kHip)) {
      height_px = std::max(height_px, kHeadByTrunk * distance_px(middle(kShoulder), middle(kHip)));
    }
  }
  if (!(height_px > 0)) return;
  head_ = Head{(1 / weight) * sum, height_px};
  const auto add_limb = [&](std::size_t a, std::size_t b, double longer) {
    if (!visible(a) || !visible(b)) return;
    limbs_.emplace_back(points[a].point, beyond(points[a].point, points[b].point, longer));
    if (a == kKnee || a == kKnee + 1) lower_legs_.push_back(limbs_.back());
  };
  for (const std::size_t side : {0U, 1U}) {
    add_limb(kShoulder + side, kElbow + side, 0);
    add_limb(kElbow + side, kWrist + side, kHandByForearm);
    add_limb(kHip + side, kKnee + side, 0);
    add_limb(kKnee + side, kAnkle + side, kFootByShank);
  }
  if (both(kShoulder) && both(kHip)) {
    trunk_ = Trunk{middle(kShoulder), middle(kHip),
                   std::max(kTrunkRadius * height_px, 0.5 * width_px(kShoulder))};
  }
}

bool BodyShape::has_at(Point place) const {
  return away_from_head(place) && (on_trunk(place) || near_bone(place, limbs_));
}

bool BodyShape::has_lower_leg_at(Point place) const {
  return away_from_head(place) && near_bone(place, lower_legs_);
}

bool BodyShape::has_head_at(Point place) const { return head_ && !away_from_head(place); }

bool BodyShape::away_from_head(Point place) const {
  return head_ && distance_px(place, head_->center) >= kOwnHead * head_->height_px;
}

bool BodyShape::on_trunk(Point place) const {
  if (!trunk_) return false;
  const double t = along(place, trunk_->shoulders, trunk_->hips);
  return t >= kTrunkBegin && t <= kTrunkEnd &&
         distance_to_line_px(place, trunk_->shoulders, trunk_->hips, kTrunkBegin, kTrunkEnd) <
             trunk_->radius_px;
}

bool BodyShape::near_bone(Point place, const std::vector<Bone>& bones) const {
  return head_ && std::any_of(bones.begin(), bones.end(), [&](const Bone& bone) {
           return distance_to_line_px(place, bone.first, bone.second, 0, 1) <
                  kLimbRadius * head_->height_px;
         });
}

}  // namespace securepose::observation
