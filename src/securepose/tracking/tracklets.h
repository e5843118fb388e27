#pragma once

#include <cstdint>
#include <vector>

#include "securepose/tracking/sighting_table.h"

namespace securepose::tracking {

/// A short piece of one person's way: positions in SightingTable::sightings, in the order of time,
/// at most one per frame, all of one shot.
using Tracklet = std::vector<std::uint32_t>;

/// Joins sightings of neighbouring frames where there is no doubt: the place that motion predicts,
/// the size, the body's shape and, between rivals, the clothing must agree, and agree better than
/// every alternative by a margin. Where they do not, the piece ends rather than risk a swap.
std::vector<Tracklet> build_tracklets(const SightingTable& table, const TrackingOptions& options);

}  // namespace securepose::tracking
