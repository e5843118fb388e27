#pragma once

#include <array>
#include <cstddef>

#include "securepose/geometry/point.h"
#include "securepose/geometry/similarity.h"

namespace securepose::pose {

inline constexpr std::size_t kBlazePoseLandmarks = 33;

/// BlazePose's landmarks in its own order.
enum class BlazePose : std::size_t {
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
  kLeftFootIndex,
  kRightFootIndex
};

struct Landmark {
  geometry::Point point;  ///< in the frame's pixels
  double z_px = 0;        ///< depth relative to the hips, towards the camera negative
  double visibility = 0;  ///< 0 to 1: in the picture and not hidden
  double presence = 0;    ///< 0 to 1: inside the picture
};

struct WorldPoint {
  double x_m = 0;  ///< origin between the hips, x right, y down, z away from the camera
  double y_m = 0;
  double z_m = 0;
};

/// One person's landmarks in one picture.
struct PoseLandmarks {
  std::array<Landmark, kBlazePoseLandmarks> landmarks{};
  std::array<WorldPoint, kBlazePoseLandmarks> world{};
  double presence = 0;             ///< 0 to 1: that there is a person in the square at all
  geometry::RotatedSquare square;  ///< where the network looked
  /// Where the landmark network would look next for the same person (from its auxiliary points).
  geometry::RotatedSquare next_square;

  const Landmark& operator[](BlazePose which) const {
    return landmarks[static_cast<std::size_t>(which)];
  }
};

}  // namespace securepose::pose
