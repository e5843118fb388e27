#pragma once

#include <vector>

#include "securepose/tracking/detection_table.h"

namespace securepose::tracking {

/// Cuts a piece where it seems to slip from one body to another: where the clothing, or whether
/// landmarks are found at all, differs between the stretches before and after. Neighbouring frames
/// differ too little for that to be seen while the piece is built.
/// @param window_s  how much before and after is compared at most
std::vector<Tracklet> split_at_changes(Tracklet piece, const DetectionTable& table, double window_s,
                                       const TrackingOptions& options);

}  // namespace securepose::tracking
