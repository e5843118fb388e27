#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "securepose/formats/stored_movement.h"

namespace securepose::formats {

/// Where exported points stand.
enum class PointSpace {
  /// The picture's plane: x to the right of the picture, y up from the floor (the 97th percentile
  /// of the feet's lowest places), z 0; metres by the result's scale.
  kPicture,
  /// BlazePose's world points: x to the right of the picture, y up, z towards the camera, origin
  /// between the hips; metres, an estimate.
  kWorld,
};

struct Marker {
  std::array<double, 3> m{};
  bool interpolated = false;
};

/// Points in metres over time; x forward or back, y up, right-handed as OpenSim has it.
struct MarkerTable {
  std::vector<std::string> names;  ///< only landmarks that are seen at all; then neck and mid_hip
  std::vector<double> time_s;
  std::vector<std::vector<std::optional<Marker>>> rows;  ///< [time][marker]
};

/// @throws base::Error(kInput) if the folder had no points, or none in that space: without a scale
/// the picture's plane has no metres.
MarkerTable markers_of(const StoredMovement& movement, PointSpace space);

/// The same on an even grid at the median rate, linearly, for formats without times. Comes back as
/// it is where times are even already (within a tenth of an interval).
MarkerTable evenly(const MarkerTable& markers, double rate_hz);

}  // namespace securepose::formats
