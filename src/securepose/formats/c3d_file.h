#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "securepose/formats/markers.h"
#include "securepose/kinematics/agreement.h"

namespace securepose::formats {

/// How many events a C3D file holds in one parameter, whose dimensions are bytes.
inline constexpr std::size_t kMostC3dEvents = 255;

/// The bytes of a C3D file (c3d.org user guide, 2008): little-endian, points as floats in metres,
/// Y up, residual 0 for seen points, 1 for filled ones, -1 for missing ones; contacts as events
/// "Foot Strike" and "Foot Off" of the contexts "Left" and "Right". No analogue channels, no name,
/// no date. Of more than kMostC3dEvents contacts the first ones stay.
/// @param markers  on an even grid, see evenly()
std::string c3d_bytes(const MarkerTable& markers, double rate_hz,
                      const std::vector<kinematics::TimedEvent>& events);

}  // namespace securepose::formats
