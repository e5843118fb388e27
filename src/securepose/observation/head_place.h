#pragma once

#include <optional>

#include "securepose/geometry/point.h"
#include "securepose/observation/observations.h"

namespace securepose::observation {

/// Where one observation says that a person's head is.
struct HeadPlace {
  geometry::Point center;  ///< in the frame's pixels
  double height_px = 0;    ///< chin to crown
  /// 0 to 1: landmarks of the face seen 1, only shoulders 0.6, only a box 0.3.
  double certainty = 0;
};

/// The head by BlazePose's landmarks if they are `trusted`, else by MoveNet's points, else by the
/// box's upper end.
/// @param upright_turn_deg  see ClipObservations
/// @return nothing if neither points nor a box tell
std::optional<HeadPlace> head_place(const PersonObservation& person, bool landmarks_trusted,
                                    int upright_turn_deg);

}  // namespace securepose::observation
