#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/detection/camera_motion.h"
#include "securepose/detection/face_detection.h"
#include "securepose/detection/person_detection.h"
#include "securepose/detection/scene_change.h"
#include "securepose/pose/pose_landmarks.h"

namespace securepose::observation {

/// Mean red, green and blue of a patch, 0 to 255. All that is ever kept of a picture's content.
using MeanColour = std::array<float, 3>;

inline constexpr std::size_t kAppearancePartBins = 28;
/// The last bins of each part, for black, greys and white.
inline constexpr std::size_t kAppearanceGreyBins = 4;

/// One person as all networks together see it in one frame.
struct PersonObservation {
  geometry::Box box_px;
  double score = 0;  ///< of the detector that proposed it, 0 to 1
  /// MoveNet's points, missing if another detector proposed the person.
  std::optional<detection::PersonDetection> movenet;
  /// BlazePose's landmarks, missing if its presence flag denied a person.
  std::optional<pose::PoseLandmarks> landmarks;
  /// Colours of the clothing: histograms of the trunk and of the thighs, kAppearancePartBins bins
  /// each, that sum to 1, or to 0 where the part is not in the picture. Empty if neither is.
  std::vector<float> appearance;
  /// Of the head as far as it lies in the picture; the soft fill uses its mean over a track.
  std::optional<MeanColour> head_colour;
};

/// One face with the mean colour of its box.
struct FaceObservation {
  detection::FaceDetection detection;
  MeanColour colour{};
};

/// All that the networks saw in one frame. No pixels.
struct FrameObservations {
  base::FrameIndex frame = 0;
  std::int64_t pts_ticks = 0;
  base::Timestamp time;
  bool readable = true;
  std::vector<PersonObservation> people;
  std::vector<FaceObservation> faces;
  std::optional<detection::SceneChange> change;  ///< from the frame before; missing on the first
  /// Since the frame before; missing on the first, and in observations that an older version
  /// stored.
  std::optional<detection::CameraMotion> camera;
};

struct ClipObservations {
  int width_px = 0;
  int height_px = 0;
  /// Clockwise turn after which people stand upright, 0, 90, 180 or 270. Not 0 when a recording is
  /// held sideways without saying so; all coordinates are those of the frame as it is recorded.
  int upright_turn_deg = 0;
  std::vector<FrameObservations> frames;  ///< every frame of the clip, index == position
};

}  // namespace securepose::observation
