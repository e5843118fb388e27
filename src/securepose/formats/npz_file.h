#pragma once

#include <string>

#include "securepose/formats/stored_movement.h"

namespace securepose::formats {

/// The bytes of a NumPy archive (format 1.0 of .npy in an uncompressed zip; readable without
/// allow_pickle): time_s [n], frame [n], landmarks_px [n][33][2], landmarks_m [n][33][3]
/// (BlazePose's own: x right, y down, z away), confidence [n][33], interpolated [n][33],
/// landmark_names [33], angles_deg [n][k], angle_names [k], event_time_s, event_side, event_kind,
/// m_per_px. Missing = NaN. Times of the files inside are the format's zero, so the same result
/// gives the same bytes.
std::string npz_bytes(const StoredMovement& movement);

}  // namespace securepose::formats
