#pragma once

#include <vector>

#include "securepose/tracking/chain.h"
#include "securepose/tracking/linking.h"

namespace securepose::tracking {

/// Joins all detections of bodies into chains, one per person or false positive. First only
/// those that BlazePose or a high score confirms, then the weak ones: they fill gaps where a person
/// must have been, and form chains of their own otherwise, so that no false positive pulls a
/// person's identity away.
std::vector<Chain> chains_of_bodies(const DetectionTable& table, PictureSize picture,
                                    const TrackingOptions& options);

}  // namespace securepose::tracking
