#pragma once

#include <vector>

#include "securepose/tracking/detection_table.h"

namespace securepose::tracking {

/// Joins detections of neighbouring frames where there is no doubt: the place that motion predicts,
/// the size, the body's shape and, between rivals, the clothing must agree, and agree better than
/// every alternative by a margin. Where they do not, the piece ends rather than risk a swap.
/// @param use  per detection whether it takes part
std::vector<Tracklet> build_tracklets(const DetectionTable& table, const std::vector<bool>& use,
                                      const TrackingOptions& options);

}  // namespace securepose::tracking
