#pragma once

#include <span>

#include "securepose/pose/pose_landmarks.h"

namespace securepose::pose {

/// The landmark network's input is a square of this size, in red, green, blue of 0 to 1.
inline constexpr int kBlazePoseSidePx = 256;
/// 39 points (33 landmarks and 6 auxiliary ones) of x, y, z in input pixels, visibility, presence.
inline constexpr int kBlazePoseNumbers = 195;
/// 39 points of x, y, z in metres.
inline constexpr int kBlazePoseWorldNumbers = 117;
/// One heat map of 64 x 64 for each of the 39 points.
inline constexpr int kBlazePoseMaps = 39;

/// What the landmark network gives; visibility and presence of its points are logits.
struct BlazePoseOutput {
  std::span<const float> landmarks;  ///< kBlazePoseNumbers
  float presence = 0;                ///< 0 to 1
  std::span<const float> heat;       ///< 64 x 64 x kBlazePoseMaps, logits
  std::span<const float> world;      ///< kBlazePoseWorldNumbers
};

/// Turns the network's numbers into landmarks of the frame it looked at through `square`, as
/// MediaPipe's pose_landmark graphs do: positions are refined by the heat maps and mapped back,
/// world points turn by the square's angle, and the auxiliary points 33 (hip centre) and 34 (on the
/// body's circle) place the next square. If any number is not finite, presence is 0 and the
/// landmarks are those of an empty answer at the square's centre.
PoseLandmarks decode_blazepose(const BlazePoseOutput& output,
                               const geometry::RotatedSquare& square);

}  // namespace securepose::pose
