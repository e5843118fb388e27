#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "securepose/tracking/appearance.h"
#include "securepose/tracking/motion_model.h"
#include "securepose/tracking/sighting_table.h"
#include "securepose/tracking/tracklets.h"

namespace securepose::tracking {

/// One or more tracklets of one person, with what linking needs to know of them.
struct Chain {
  Tracklet sightings;  ///< in the order of time, at most one per frame
  AppearanceMean appearance;
  double presence_sum = 0;  ///< BlazePose's presence over all sightings
  /// Probability that all links within are right: the weakest link's.
  double link_certainty = 1;
};

/// How much a sighting tells of its person's clothing: what others cover shows theirs.
double sighting_weight(const Sighting& sighting);

Chain make_chain(Tracklet tracklet, const SightingTable& table);

/// Appends `later`, all of whose sightings follow those of `chain`.
void append(Chain& chain, const Chain& later, double link_certainty);

/// Merges a chain whose frames may lie between those of `chain`; where both have a sighting that of
/// `chain` stays.
void interleave(Chain& chain, const Chain& other, double link_certainty,
                const SightingTable& table);

/// In how many frames both chains have a sighting.
std::size_t shared_frames(const Chain& a, const Chain& b, const SightingTable& table);

/// The state at the chain's last sighting, from what came before it.
MotionState state_at_end(const Chain& chain, const SightingTable& table,
                         const MotionOptions& options);
/// The state at the chain's first sighting, from what came after it.
MotionState state_at_begin(const Chain& chain, const SightingTable& table,
                           const MotionOptions& options);

}  // namespace securepose::tracking
