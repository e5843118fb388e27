#pragma once

#include <vector>

#include "securepose/covering/head_segments.h"
#include "securepose/covering/head_track.h"
#include "securepose/tracking/camera_path.h"

namespace securepose::covering {

/// The heads from a segment's first to its last frame of evidence, one for each frame between: all
/// evidence of past and future fused, each quantity for itself. Heads move in the room: what the
/// camera does is taken away first and given back at the end.
std::vector<HeadState> smooth_segment(const observation::ClipObservations& clip,
                                      const tracking::CameraPath& camera,
                                      const HeadSegment& segment);

}  // namespace securepose::covering
