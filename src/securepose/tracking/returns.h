#pragma once

#include <vector>

#include "securepose/tracking/chain.h"

namespace securepose::tracking {

/// Joins chains of people who left and came back, also across cuts, by clothing: the most alike
/// first (agglomerative, means taken anew after each join). Chains that share a frame are two
/// people. A chain that could as well belong to either of two people is left alone: a wrong
/// identity is worse than a new one.
void link_returns(std::vector<Chain>& chains, const DetectionTable& table,
                  const TrackingOptions& options);

}  // namespace securepose::tracking
