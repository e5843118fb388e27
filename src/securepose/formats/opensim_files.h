#pragma once

#include <string>

#include "securepose/formats/markers.h"
#include "securepose/formats/stored_movement.h"

namespace securepose::formats {

/// OpenSim's marker file (PathFileType 4), metres; a missing point is NaN, for OpenSim refuses a
/// row that ends with an empty one.
/// @param name  of the file itself, without a folder: it stands in the first line
std::string trc_text(const MarkerTable& markers, double rate_hz, const std::string& name);

/// One table with time, points (metres) and angles (degrees); missing = empty.
std::string movement_csv(const MarkerTable& markers, const StoredMovement& movement);

}  // namespace securepose::formats
