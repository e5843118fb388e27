#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace securepose::kinematics {

/// Every landmark that any of the keypoint sets has. The first 33 stand in BlazePose's own order,
/// so BlazePose's index is the enumerator's value.
enum class BodyLandmark : std::size_t {
  kNose,
  kLeftEyeInner,
  kLeftEye,
  kLeftEyeOuter,
  kRightEyeInner,
  kRightEye,
  kRightEyeOuter,
  kLeftEar,
  kRightEar,
  kMouthLeft,
  kMouthRight,
  kLeftShoulder,
  kRightShoulder,
  kLeftElbow,
  kRightElbow,
  kLeftWrist,
  kRightWrist,
  kLeftPinky,
  kRightPinky,
  kLeftIndex,
  kRightIndex,
  kLeftThumb,
  kRightThumb,
  kLeftHip,
  kRightHip,
  kLeftKnee,
  kRightKnee,
  kLeftAnkle,
  kRightAnkle,
  kLeftHeel,
  kRightHeel,
  kLeftBigToe,  ///< BlazePose: left foot index
  kRightBigToe,
  kHeadTop,  ///< HALPE_26 only
  kNeck,     ///< midpoint of the shoulders where a set lacks it
  kMidHip,   ///< midpoint of the hips where a set lacks it
  kLeftSmallToe,
  kRightSmallToe,
};

inline constexpr std::size_t kBodyLandmarks = 38;
inline constexpr std::size_t kBlazePoseBodyLandmarks = 33;

constexpr std::size_t index_of(BodyLandmark landmark) { return static_cast<std::size_t>(landmark); }

/// The landmark of the other side; itself for one in the middle.
BodyLandmark mirrored(BodyLandmark landmark);

/// Name in columns and files, for instance "left_big_toe".
std::string_view name_of(BodyLandmark landmark);

/// The sets of points that pose estimators deliver.
enum class KeypointSet {
  kBlazePose33,
  kBody25,
  kHalpe26,
  kCoco17,
  kBody25B,           ///< OpenPose's other set of 25 points, in another order
  kCoco18,            ///< OpenPose before version 1.2, and with --model_pose COCO
  kBody19,            ///< OpenPose's BODY_25 without its feet
  kMpi15,             ///< OpenPose with --model_pose MPI
  kHuman36M17,        ///< 17 points, but not COCO's
  kCocoWholeBody133,  ///< COCO-17 and feet, then face and hands
  kHalpe136,          ///< HALPE_26, then face and hands
};

inline constexpr std::array kAllKeypointSets = {
    KeypointSet::kBlazePose33,      KeypointSet::kBody25,  KeypointSet::kHalpe26,
    KeypointSet::kCoco17,           KeypointSet::kBody25B, KeypointSet::kCoco18,
    KeypointSet::kBody19,           KeypointSet::kMpi15,   KeypointSet::kHuman36M17,
    KeypointSet::kCocoWholeBody133, KeypointSet::kHalpe136};

/// Name as it is written in files: "BlazePose-33", "BODY_25", "HALPE_26", "COCO-17", ...
std::string_view name_of(KeypointSet set);

/// How many points a set has.
std::size_t size_of(KeypointSet set);

/// Which landmark a set's point is; nothing for a point that is none of ours (hands, a face's
/// outline, the spine). @param index  0 to size_of(set) - 1
std::optional<BodyLandmark> landmark_of(KeypointSet set, std::size_t index);

}  // namespace securepose::kinematics
