#pragma once

#include <vector>

#include "securepose/geometry/point.h"
#include "securepose/tracking/observations.h"
#include "securepose/tracking/tracking_options.h"

namespace securepose::tracking {

/// Frames at which a new shot begins, never 0. Flashes, repeated frames, moving cameras and light
/// that is switched on are not cuts: a cut changes the picture once, far more than its neighbours,
/// and takes the people away.
std::vector<base::FrameIndex> find_cuts(const ClipObservations& clip,
                                        const TrackingOptions& options);

/// Where the background of each frame lies relative to the shot's first frame, in upright pixels.
/// A shift is believed only if it is large and brings the people of neighbouring frames closer
/// together: people who walk through a still picture make phase correlation report small shifts
/// that add up to hundreds of pixels.
std::vector<geometry::Point> camera_path(const ClipObservations& clip,
                                         const TrackingOptions& options);

}  // namespace securepose::tracking
