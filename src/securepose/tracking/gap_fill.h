#pragma once

#include <vector>

#include "securepose/tracking/chain.h"

namespace securepose::tracking {

/// Gives free detections to the chains in whose gaps they lie: each to the one whose way through
/// the gap, a smooth curve between the places and velocities on both sides, leads clearly nearest
/// to it, and of several detections the one that lies clearly nearest to the way. Where two people
/// pass so closely that their ways can't be told apart, a detection is given to nobody.
/// @param free  per detection; those that were given away, or to nobody, are taken out
void fill_gaps_by_motion(std::vector<Chain>& chains, const DetectionTable& table, double max_gap_s,
                         std::vector<bool>& free);

}  // namespace securepose::tracking
