#pragma once

#include <vector>

#include "securepose/tracking/assignment.h"
#include "securepose/tracking/chain.h"

namespace securepose::tracking {

/// What the whole clip's picture allows.
struct PictureSize {
  double width_px = 0;  ///< upright
  double height_px = 0;
};

/// All pairs of chains of one shot of which the second may go on where the first ends, at most
/// `max_gap_s` later. The gain is a log-likelihood ratio from motion, size and clothing, from
/// BlazePose's word for both and from whether the absence has an explanation, less
/// LinkOptions::min_evidence; only pairs with a gain above 0 are returned.
std::vector<Candidate> possible_links(const std::vector<Chain>& chains, const DetectionTable& table,
                                      PictureSize picture, double max_gap_s,
                                      const TrackingOptions& options);

}  // namespace securepose::tracking
