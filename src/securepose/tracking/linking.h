#pragma once

#include <vector>

#include "securepose/tracking/chain.h"
#include "securepose/tracking/link_evidence.h"

namespace securepose::tracking {

/// Joins chains over gaps of up to `max_gap_s` within a shot by motion from both sides, size,
/// clothing and whether the absence has an explanation: every chain gets at most one successor so
/// that the sum of the evidence over the whole clip is the greatest possible.
/// @param min_margin  a link is made only if it beats each rival link by this
void link_over_gaps(std::vector<Chain>& chains, const DetectionTable& table, PictureSize picture,
                    double max_gap_s, double min_margin, const TrackingOptions& options);

}  // namespace securepose::tracking
