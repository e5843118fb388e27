#include "securepose/kinematics/angle_definitions.h"

#include <cmath>
#include <numbers>

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

struct SideLandmarks {
  std::string prefix;
  L shoulder, elbow, wrist, index, hip, knee, ankle, heel, toe;
};

SideLandmarks right_side() {
  return {"right_",     L::kRightShoulder, L::kRightElbow, L::kRightWrist, L::kRightIndex,
          L::kRightHip, L::kRightKnee,     L::kRightAnkle, L::kRightHeel,  L::kRightBigToe};
}

SideLandmarks left_side() {
  return {"left_",     L::kLeftShoulder, L::kLeftElbow, L::kLeftWrist, L::kLeftIndex,
          L::kLeftHip, L::kLeftKnee,     L::kLeftAnkle, L::kLeftHeel,  L::kLeftBigToe};
}

BodyLine line(L from, L to) { return {.kind = BodyLine::Kind::kLandmarks, .from = from, .to = to}; }

BodyLine fixed(BodyLine::Kind kind) { return {.kind = kind}; }

void add_side(const SideLandmarks& s, std::vector<AngleDefinition>& all) {
  const BodyLine down = fixed(BodyLine::Kind::kDown);
  const BodyLine forward = fixed(BodyLine::Kind::kForward);
  const BodyLine thigh = line(s.hip, s.knee), shank = line(s.knee, s.ankle);
  const BodyLine foot = line(s.heel, s.toe), trunk_down = line(L::kNeck, L::kMidHip);
  const BodyLine arm = line(s.shoulder, s.elbow), forearm = line(s.elbow, s.wrist);
  const BodyLine hand = line(s.wrist, s.index);
  const auto add = [&](const char* motion, const BodyLine& first, const BodyLine& second,
                       double sign, double offset_deg, double lowest_deg) {
    all.push_back({s.prefix + motion + "_deg", BodyPlane::kSagittal, first, second, sign,
                   offset_deg, lowest_deg});
  };
  add("hip_flexion", down, thigh, 1, 0, -120);
  add("hip_flexion_trunk", trunk_down, thigh, 1, 0, -120);
  add("knee_flexion", thigh, shank, -1, 0, -90);
  add("ankle_dorsiflexion", shank, foot, 1, -90, -180);
  add("shoulder_flexion", trunk_down, arm, 1, 0, -120);
  add("elbow_flexion", arm, forearm, 1, 0, -90);
  add("wrist_flexion", forearm, hand, 1, 0, -180);
  add("thigh_segment", forward, thigh, 1, 0, -270);
  add("shank_segment", forward, shank, 1, 0, -270);
  add("foot_segment", forward, foot, 1, 0, -180);
  add("upper_arm_segment", forward, arm, 1, 0, -270);
  add("forearm_segment", forward, forearm, 1, 0, -270);
}

std::vector<AngleDefinition> make_definitions() {
  std::vector<AngleDefinition> all;
  add_side(right_side(), all);
  add_side(left_side(), all);
  const BodyLine up = fixed(BodyLine::Kind::kUp), leftward = fixed(BodyLine::Kind::kLeftward);
  const BodyLine trunk_up = line(L::kMidHip, L::kNeck);
  const BodyLine head{.kind = BodyLine::Kind::kLandmarks,
                      .from = L::kNeck,
                      .to = L::kLeftEar,
                      .to_also = L::kRightEar};
  all.push_back({"trunk_lean_deg", BodyPlane::kSagittal, up, trunk_up, -1, 0, -180});
  all.push_back({"neck_flexion_deg", BodyPlane::kSagittal, trunk_up, head, -1, 0, -180});
  // In the frontal plane anticlockwise is towards the person's right.
  all.push_back({"trunk_lateral_lean_deg", BodyPlane::kFrontal, up, trunk_up, 1, 0, -180});
  all.push_back({"pelvic_obliquity_deg", BodyPlane::kFrontal, leftward,
                 line(L::kRightHip, L::kLeftHip), -1, 0, -180});
  all.push_back({"shoulder_obliquity_deg", BodyPlane::kFrontal, leftward,
                 line(L::kRightShoulder, L::kLeftShoulder), -1, 0, -180});
  return all;
}

}  // namespace

const std::vector<AngleDefinition>& angle_definitions() {
  static const std::vector<AngleDefinition> definitions = make_definitions();
  return definitions;
}

double angle_deg(const AngleDefinition& definition, geometry::Point first, geometry::Point second) {
  const double cross = first.x_px * second.y_px - first.y_px * second.x_px;
  const double turn_deg = std::atan2(cross, geometry::dot(first, second)) * 180 / std::numbers::pi;
  const double value = definition.offset_deg + definition.sign * turn_deg;
  const double turns = std::floor((value - definition.lowest_deg) / 360);
  return value - 360 * turns;
}

}  // namespace securepose::kinematics
