#include "securepose/kinematics/body_landmark.h"

#include <cassert>

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

constexpr std::array<std::string_view, kBodyLandmarks> kNames = {
    "nose",        "left_eye_inner",  "left_eye",       "left_eye_outer", "right_eye_inner",
    "right_eye",   "right_eye_outer", "left_ear",       "right_ear",      "mouth_left",
    "mouth_right", "left_shoulder",   "right_shoulder", "left_elbow",     "right_elbow",
    "left_wrist",  "right_wrist",     "left_pinky",     "right_pinky",    "left_index",
    "right_index", "left_thumb",      "right_thumb",    "left_hip",       "right_hip",
    "left_knee",   "right_knee",      "left_ankle",     "right_ankle",    "left_heel",
    "right_heel",  "left_big_toe",    "right_big_toe",  "head_top",       "neck",
    "mid_hip",     "left_small_toe",  "right_small_toe"};

constexpr std::array<BodyLandmark, kBodyLandmarks> kMirrored = {
    L::kNose,       L::kRightEyeInner, L::kRightEye,     L::kRightEyeOuter, L::kLeftEyeInner,
    L::kLeftEye,    L::kLeftEyeOuter,  L::kRightEar,     L::kLeftEar,       L::kMouthRight,
    L::kMouthLeft,  L::kRightShoulder, L::kLeftShoulder, L::kRightElbow,    L::kLeftElbow,
    L::kRightWrist, L::kLeftWrist,     L::kRightPinky,   L::kLeftPinky,     L::kRightIndex,
    L::kLeftIndex,  L::kRightThumb,    L::kLeftThumb,    L::kRightHip,      L::kLeftHip,
    L::kRightKnee,  L::kLeftKnee,      L::kRightAnkle,   L::kLeftAnkle,     L::kRightHeel,
    L::kLeftHeel,   L::kRightBigToe,   L::kLeftBigToe,   L::kHeadTop,       L::kNeck,
    L::kMidHip,     L::kRightSmallToe, L::kLeftSmallToe};

using Point = std::optional<BodyLandmark>;
constexpr Point kNone = std::nullopt;

// OpenPose's doc/02_output.md. Its first 19 points are BODY_19.
constexpr std::array<Point, 25> kBody25 = {
    L::kNose,         L::kNeck,       L::kRightShoulder, L::kRightElbow,    L::kRightWrist,
    L::kLeftShoulder, L::kLeftElbow,  L::kLeftWrist,     L::kMidHip,        L::kRightHip,
    L::kRightKnee,    L::kRightAnkle, L::kLeftHip,       L::kLeftKnee,      L::kLeftAnkle,
    L::kRightEye,     L::kLeftEye,    L::kRightEar,      L::kLeftEar,       L::kLeftBigToe,
    L::kLeftSmallToe, L::kLeftHeel,   L::kRightBigToe,   L::kRightSmallToe, L::kRightHeel};

// RTMPose's body of 26 points; the first 17 are COCO's.
constexpr std::array<Point, 26> kHalpe26 = {
    L::kNose,         L::kLeftEye,       L::kRightEye,     L::kLeftEar,       L::kRightEar,
    L::kLeftShoulder, L::kRightShoulder, L::kLeftElbow,    L::kRightElbow,    L::kLeftWrist,
    L::kRightWrist,   L::kLeftHip,       L::kRightHip,     L::kLeftKnee,      L::kRightKnee,
    L::kLeftAnkle,    L::kRightAnkle,    L::kHeadTop,      L::kNeck,          L::kMidHip,
    L::kLeftBigToe,   L::kRightBigToe,   L::kLeftSmallToe, L::kRightSmallToe, L::kLeftHeel,
    L::kRightHeel};

// OpenPose's poseParameters.cpp, POSE_BODY_25B_BODY_PARTS. Its upper neck lies at the skull, not
// between the shoulders.
constexpr std::array<Point, 25> kBody25B = {
    L::kNose,         L::kLeftEye,       L::kRightEye,    L::kLeftEar,       L::kRightEar,
    L::kLeftShoulder, L::kRightShoulder, L::kLeftElbow,   L::kRightElbow,    L::kLeftWrist,
    L::kRightWrist,   L::kLeftHip,       L::kRightHip,    L::kLeftKnee,      L::kRightKnee,
    L::kLeftAnkle,    L::kRightAnkle,    kNone,           L::kHeadTop,       L::kLeftBigToe,
    L::kLeftSmallToe, L::kLeftHeel,      L::kRightBigToe, L::kRightSmallToe, L::kRightHeel};

// OpenPose's POSE_COCO_BODY_PARTS.
constexpr std::array<Point, 18> kCoco18 = {
    L::kNose,         L::kNeck,      L::kRightShoulder, L::kRightElbow, L::kRightWrist,
    L::kLeftShoulder, L::kLeftElbow, L::kLeftWrist,     L::kRightHip,   L::kRightKnee,
    L::kRightAnkle,   L::kLeftHip,   L::kLeftKnee,      L::kLeftAnkle,  L::kRightEye,
    L::kLeftEye,      L::kRightEar,  L::kLeftEar};

// OpenPose's POSE_MPI_BODY_PARTS; the last is the chest.
constexpr std::array<Point, 15> kMpi15 = {
    L::kHeadTop,      L::kNeck,      L::kRightShoulder, L::kRightElbow, L::kRightWrist,
    L::kLeftShoulder, L::kLeftElbow, L::kLeftWrist,     L::kRightHip,   L::kRightKnee,
    L::kRightAnkle,   L::kLeftHip,   L::kLeftKnee,      L::kLeftAnkle,  kNone};

// MMPose's configs/_base_/datasets/h36m.py: root, legs, spine, thorax, neck base, head, arms.
constexpr std::array<Point, 17> kHuman36M17 = {
    L::kMidHip,     L::kRightHip,     L::kRightKnee, L::kRightAnkle, L::kLeftHip,
    L::kLeftKnee,   L::kLeftAnkle,    kNone,         kNone,          kNone,
    L::kHeadTop,    L::kLeftShoulder, L::kLeftElbow, L::kLeftWrist,  L::kRightShoulder,
    L::kRightElbow, L::kRightWrist};

// MMPose's configs/_base_/datasets/coco_wholebody.py: after COCO's 17 come the feet.
constexpr std::array<Point, 6> kWholeBodyFeet = {L::kLeftBigToe,  L::kLeftSmallToe,  L::kLeftHeel,
                                                 L::kRightBigToe, L::kRightSmallToe, L::kRightHeel};

}  // namespace

BodyLandmark mirrored(BodyLandmark landmark) { return kMirrored[index_of(landmark)]; }

std::string_view name_of(BodyLandmark landmark) { return kNames[index_of(landmark)]; }

std::string_view name_of(KeypointSet set) {
  switch (set) {
    case KeypointSet::kBlazePose33:
      return "BlazePose-33";
    case KeypointSet::kBody25:
      return "BODY_25";
    case KeypointSet::kHalpe26:
      return "HALPE_26";
    case KeypointSet::kCoco17:
      return "COCO-17";
    case KeypointSet::kBody25B:
      return "BODY_25B";
    case KeypointSet::kCoco18:
      return "COCO-18";
    case KeypointSet::kBody19:
      return "BODY_19";
    case KeypointSet::kMpi15:
      return "MPI-15";
    case KeypointSet::kHuman36M17:
      return "Human3.6M-17";
    case KeypointSet::kCocoWholeBody133:
      return "COCO-WholeBody-133";
    case KeypointSet::kHalpe136:
      return "HALPE-136";
  }
  return "";
}

std::size_t size_of(KeypointSet set) {
  switch (set) {
    case KeypointSet::kBlazePose33:
      return kBlazePoseBodyLandmarks;
    case KeypointSet::kBody25:
    case KeypointSet::kBody25B:
      return kBody25.size();
    case KeypointSet::kHalpe26:
      return kHalpe26.size();
    case KeypointSet::kCoco17:
    case KeypointSet::kHuman36M17:
      return kHuman36M17.size();
    case KeypointSet::kCoco18:
      return kCoco18.size();
    case KeypointSet::kBody19:
      return 19;
    case KeypointSet::kMpi15:
      return kMpi15.size();
    case KeypointSet::kCocoWholeBody133:
      return 133;
    case KeypointSet::kHalpe136:
      return 136;
  }
  return 0;
}

std::optional<BodyLandmark> landmark_of(KeypointSet set, std::size_t index) {
  assert(index < size_of(set));
  constexpr std::size_t kCocoPoints = 17;
  switch (set) {
    case KeypointSet::kBody25:
    case KeypointSet::kBody19:
      return kBody25[index];
    case KeypointSet::kHalpe26:
    case KeypointSet::kCoco17:
      return kHalpe26[index];
    case KeypointSet::kHalpe136:
      return index < kHalpe26.size() ? kHalpe26[index] : kNone;
    case KeypointSet::kCocoWholeBody133:
      if (index < kCocoPoints) return kHalpe26[index];
      return index < kCocoPoints + kWholeBodyFeet.size() ? kWholeBodyFeet[index - kCocoPoints]
                                                         : kNone;
    case KeypointSet::kBody25B:
      return kBody25B[index];
    case KeypointSet::kCoco18:
      return kCoco18[index];
    case KeypointSet::kMpi15:
      return kMpi15[index];
    case KeypointSet::kHuman36M17:
      return kHuman36M17[index];
    case KeypointSet::kBlazePose33:
      break;
  }
  return static_cast<BodyLandmark>(index);
}

}  // namespace securepose::kinematics
