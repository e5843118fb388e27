#pragma once

#include <string>
#include <vector>

#include "securepose/formats/markers.h"
#include "securepose/kinematics/agreement.h"

namespace securepose::formats {

/// The bytes of a C3D file (c3d.org user guide, 2008): little-endian, points as floats in metres,
/// Y up, residual 0 for seen points, 1 for filled ones, -1 for missing ones; contacts as events
/// "Foot Strike" and "Foot Off" of the contexts "Left" and "Right". No analogue channels, no name,
/// no date.
/// @param markers  on an even grid, see evenly()
std::string c3d_bytes(const MarkerTable& markers, double rate_hz,
                      const std::vector<kinematics::TimedEvent>& events);

}  // namespace securepose::formats
