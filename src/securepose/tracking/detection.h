#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "securepose/geometry/box.h"
#include "securepose/geometry/point.h"
#include "securepose/observation/observations.h"
#include "securepose/tracking/tracking_options.h"

namespace securepose::tracking {

/// Points whose arrangement tells people apart from one frame to the next.
enum class ShapePoint : std::uint8_t {
  kHead,
  kLeftShoulder,
  kRightShoulder,
  kLeftElbow,
  kRightElbow,
  kLeftWrist,
  kRightWrist,
  kLeftHip,
  kRightHip,
  kLeftKnee,
  kRightKnee,
  kLeftAnkle,
  kRightAnkle
};
inline constexpr std::size_t kShapePoints = 13;

/// One person or one lone face in one frame, in the terms that association compares. Coordinates
/// are upright pixels from which the camera's own movement is taken away.
struct Detection {
  struct Offset {
    float x = 0;
    float y = 0;
  };

  base::FrameIndex frame = 0;
  double time_s = 0;
  /// Into FrameObservations::people, or into the frame's face groups.
  std::uint32_t index = 0;
  /// Between the shoulders, or the face's centre.
  geometry::Point anchor;
  /// The person's standing height in the picture, as far as what is seen tells.
  double size_px = 0;
  /// Standard deviation of the anchor, in sizes.
  float anchor_sd = 0;
  geometry::Box box;
  /// From the anchor, in sizes; valid where the bit of `seen` is set.
  std::array<Offset, kShapePoints> shape{};
  std::uint16_t seen = 0;
  /// Whether the size comes from the torso (comparable over time) or from a box.
  bool size_from_torso = false;
  /// BlazePose's landmarks do not contradict the observation's own box and points.
  bool landmarks_trusted = false;
  /// MoveNet saw it; else a face or former landmarks proposed it.
  bool detected = false;
  float score = 0;
  float presence = 0;
  /// Share of the box that no other person's box overlaps.
  float clear_share = 1;
  /// The observation's histogram; owned by the clip. Null if there is none.
  const std::vector<float>* appearance = nullptr;

  bool has(ShapePoint p) const { return (seen >> static_cast<unsigned>(p)) & 1U; }
};

/// Turns recorded coordinates upright and takes the camera's movement away.
struct FrameTransform {
  int turn_deg = 0;
  double width_px = 0;  ///< of the recorded frame
  double height_px = 0;
  geometry::Point camera;  ///< upright pixels, subtracted

  geometry::Point operator()(geometry::Point p) const;
  geometry::Box operator()(const geometry::Box& box) const;
};

/// What association needs of one observation.
Detection make_detection(const observation::PersonObservation& person,
                         const FrameTransform& transform, const TrackingOptions& options);

/// Mean distance of the points that both have, in the mean of their sizes, where they are in the
/// picture. Nothing if fewer than `min_common` are common.
std::optional<double> point_distance(const Detection& a, const Detection& b, int min_common);

/// The same after the anchors are laid upon each other: how differently two bodies are held. Left
/// and right may be exchanged as a whole, as the networks confuse them.
std::optional<double> shape_distance(const Detection& a, const Detection& b, int min_common);

}  // namespace securepose::tracking
