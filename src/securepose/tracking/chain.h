#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "securepose/tracking/appearance.h"
#include "securepose/tracking/detection_table.h"
#include "securepose/tracking/motion_model.h"
#include "securepose/tracking/tracklets.h"

namespace securepose::tracking {

/// One or more tracklets of one person, with what linking needs to know of them.
struct Chain {
  Tracklet detections;  ///< in the order of time, at most one per frame
  AppearanceMean appearance;
  double presence_sum = 0;  ///< BlazePose's presence over all detections
  /// Probability that all links within are right: the weakest link's.
  double link_certainty = 1;
};

/// How much a detection tells of its person's clothing: what others cover shows theirs.
double detection_weight(const Detection& detection);

Chain make_chain(Tracklet tracklet, const DetectionTable& table);

/// Appends `later`, all of whose detections follow those of `chain`.
void append(Chain& chain, const Chain& later, double link_certainty);

/// Merges a chain whose frames may lie between those of `chain`; where both have a detection that
/// of `chain` stays.
void interleave(Chain& chain, const Chain& other, double link_certainty,
                const DetectionTable& table);

/// In how many frames both chains have a detection.
std::size_t shared_frames(const Chain& a, const Chain& b, const DetectionTable& table);

/// The state at the chain's last detection, from what came before it.
MotionState state_at_end(const Chain& chain, const DetectionTable& table,
                         const MotionOptions& options);
/// The state at the chain's first detection, from what came after it.
MotionState state_at_begin(const Chain& chain, const DetectionTable& table,
                           const MotionOptions& options);

}  // namespace securepose::tracking
