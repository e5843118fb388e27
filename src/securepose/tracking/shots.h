#pragma once

#include <vector>

#include "securepose/observation/observations.h"
#include "securepose/tracking/camera_path.h"
#include "securepose/tracking/tracking_options.h"

namespace securepose::tracking {

/// Frames at which a new shot begins, never 0. Flashes, repeated frames, moving cameras and light
/// that is switched on are not cuts: a cut changes the picture once, far more than its neighbours,
/// and takes the people away. Nor is a swing of the camera: within one, no cut is looked for.
std::vector<base::FrameIndex> find_cuts(const observation::ClipObservations& clip,
                                        const CameraPath& camera, const TrackingOptions& options);

}  // namespace securepose::tracking
